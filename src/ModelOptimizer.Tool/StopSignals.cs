using System.Runtime.InteropServices;

namespace ModelOptimizer.Tool;

/// <summary>Turns the ways to stop a process into one cancellation, so that a run can end after its checkpoint.</summary>
internal sealed class StopSignals : IDisposable
{
    private readonly CancellationTokenSource source = new();
    private readonly List<PosixSignalRegistration> registrations = [];

    /// <summary>Listens for Ctrl+C and SIGTERM; as a child of a build, for the end of standard input instead of Ctrl+C.</summary>
    /// <param name="isChild">Whether a build holds the other end of standard input. It gets Ctrl+C itself, and closes that end.</param>
    public StopSignals(bool isChild)
    {
        registrations.Add(PosixSignalRegistration.Create(PosixSignal.SIGINT, context => Stop(context, isChild)));
        registrations.Add(PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => Stop(context, isIgnored: false)));
        if (isChild)
        {
            new Thread(WaitForEnd) { IsBackground = true, Name = "standard input" }.Start();
        }
    }

    /// <summary>Cancelled when the process shall stop.</summary>
    public CancellationToken Token => source.Token;

    /// <inheritdoc/>
    public void Dispose() => registrations.ForEach(registration => registration.Dispose());

    private void Stop(PosixSignalContext context, bool isIgnored)
    {
        // A second Ctrl+C ends the process at once.
        context.Cancel = isIgnored || !source.IsCancellationRequested;
        if (!isIgnored)
        {
            source.Cancel();
        }
    }

    private void WaitForEnd()
    {
        using var input = Console.OpenStandardInput();
        Span<byte> buffer = stackalloc byte[256];
        try
        {
            while (input.Read(buffer) > 0)
            {
            }
        }
        catch (IOException)
        {
        }

        source.Cancel();
    }
}
