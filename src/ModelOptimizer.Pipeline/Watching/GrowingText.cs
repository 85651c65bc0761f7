using System.Text;

namespace ModelOptimizer.Pipeline.Watching;

/// <summary>Reads a text file that another process writes, line by line as lines get complete.</summary>
/// <param name="path">The file.</param>
internal sealed class GrowingText(string path) : IDisposable
{
    private readonly FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
    private readonly byte[] buffer = new byte[64 * 1024];
    private readonly MemoryStream unfinished = new();

    /// <summary>The lines that were completed since the last call. A file that was begun anew is read anew.</summary>
    public IReadOnlyList<string> Read()
    {
        if (file.Length < file.Position)
        {
            file.Position = 0;
            unfinished.SetLength(0);
        }

        List<string> lines = [];
        for (int count; (count = file.Read(buffer)) > 0;)
        {
            var rest = buffer.AsSpan(0, count);
            for (int end; (end = rest.IndexOf((byte)'\n')) >= 0; rest = rest[(end + 1)..])
            {
                unfinished.Write(rest[..end]);
                lines.Add(Encoding.UTF8.GetString(unfinished.GetBuffer(), 0, (int)unfinished.Length).TrimEnd('\r'));
                unfinished.SetLength(0);
            }

            unfinished.Write(rest);
        }

        return lines;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        file.Dispose();
        unfinished.Dispose();
    }
}
