namespace ModelOptimizer.Pipeline.Cache;

/// <summary>Keeps other processes from working on the same key. The operating system releases it when the process dies.</summary>
public sealed class CacheLock : IDisposable
{
    private const int PollMilliseconds = 100;

    private readonly FileStream file;

    private CacheLock(FileStream file) => this.file = file;

    /// <summary>Lets others in.</summary>
    public void Dispose() => file.Dispose();

    /// <summary>Where the lock of a key lies in a cache.</summary>
    internal static string PathOf(string cache, string key) => Path.Combine(cache, "locks", key);

    /// <summary>Whether a process holds a lock.</summary>
    internal static bool IsTaken(string path)
    {
        try
        {
            using var probe = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            return false;
        }
        catch (IOException error)
        {
            return IsHeld(error);
        }
        catch (UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>Takes a lock, or returns null when another process holds it.</summary>
    internal static CacheLock? TryTake(string path)
    {
        try
        {
            return new(Open(path));
        }
        catch (IOException error) when (IsHeld(error))
        {
            return null;
        }
    }

    /// <summary>Takes a lock together with others who share it; waits while somebody holds it alone, which nobody does for long.</summary>
    internal static CacheLock Share(string path)
    {
        while (true)
        {
            try
            {
                return new(new FileStream(path, FileMode.OpenOrCreate, FileAccess.Read, FileShare.ReadWrite));
            }
            catch (IOException error) when (IsHeld(error))
            {
                Thread.Sleep(PollMilliseconds);
            }
        }
    }

    /// <summary>Whether somebody holds a lock, alone or shared. Needs no right to write.</summary>
    internal static bool IsHeldAt(string path)
    {
        try
        {
            using var probe = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.None);
            return false;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return IsHeld(error);
        }
    }

    internal static CacheLock Take(string path, Action waiting, Func<Exception, Exception> unusable, CancellationToken cancellation)
    {
        for (var told = false; ;)
        {
            try
            {
                // The file stays: deleting it could take it from under a process that just opened it.
                return new(Open(path));
            }
            catch (Exception error) when ((error is IOException or UnauthorizedAccessException) && !IsHeld(error))
            {
                throw unusable(error);
            }
            catch (IOException)
            {
            }

            if (!told)
            {
                waiting();
                told = true;
            }

            cancellation.WaitHandle.WaitOne(PollMilliseconds);
            cancellation.ThrowIfCancellationRequested();
        }
    }

    private static FileStream Open(string path) => new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);

    // EWOULDBLOCK of Linux and macOS, ERROR_SHARING_VIOLATION of Windows.
    private static bool IsHeld(Exception error) => error.HResult is 11 or 35 or unchecked((int)0x80070020);
}
