using ModelOptimizer.Pipeline.Diagnostics;
using ModelOptimizer.Pipeline.Progress;

namespace ModelOptimizer.Tool.Rendering;

/// <summary>One JSON object per line on standard output, for a build that starts the tool.</summary>
internal sealed class ProtocolRenderer(TextWriter output) : IRunRenderer, IProgress<CompressionEvent>
{
    public int Show(Func<IProgress<CompressionEvent>, int> work) => work(this);

    public void Show(Diagnostic diagnostic) => Report(DiagnosticFound.Of(diagnostic));

    public void Say(string text)
    {
    }

    public void Report(CompressionEvent value)
    {
        // Events come from the thread that trains and from those that prepare data.
        lock (output)
        {
            output.WriteLine(CompressionEventJson.Write(value));
            output.Flush();
        }
    }
}
