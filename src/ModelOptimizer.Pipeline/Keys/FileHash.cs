using System.Security.Cryptography;

namespace ModelOptimizer.Pipeline.Keys;

/// <summary>The SHA-256 of a file's content.</summary>
public static class FileHash
{
    /// <summary>64 lower-case hexadecimal digits.</summary>
    public static string Of(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1, FileOptions.SequentialScan);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }

    /// <summary>The same of content in memory.</summary>
    public static string OfBytes(ReadOnlySpan<byte> content) => Convert.ToHexStringLower(SHA256.HashData(content));
}
