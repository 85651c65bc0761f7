using System.Text;

namespace ModelOptimizer.Pipeline.Cache.Sharing;

/// <summary>
/// Which files a result has, as the message <c>build.bazel.remote.execution.v2.ActionResult</c>: servers that look into <c>/ac/</c> expect it. Only its
/// <c>output_files</c> (2) with <c>path</c> (1) and <c>digest</c> (2: <c>hash</c> 1, <c>size_bytes</c> 2) matter here.
/// </summary>
internal static class ActionResult
{
    /// <summary>More bytes than any result of ours needs.</summary>
    public const int LargestBytes = 64 << 10;

    private const int MostFiles = 64;
    private const int Varint = 0;
    private const int Fixed64 = 1;
    private const int Delimited = 2;
    private const int Fixed32 = 5;
    private const int LongestVarint = 10;

    /// <summary>The message for some files.</summary>
    public static byte[] Write(IEnumerable<SharedFile> files)
    {
        List<byte> message = [];
        foreach (var file in files)
        {
            List<byte> digest = [], output = [];
            AppendField(digest, 1, Encoding.UTF8.GetBytes(file.Sha256));
            AppendTag(digest, 2, Varint);
            AppendVarint(digest, (ulong)file.Bytes);
            AppendField(output, 1, Encoding.UTF8.GetBytes(file.Name));
            AppendField(output, 2, digest);
            AppendField(message, 2, output);
        }

        return [.. message];
    }

    /// <summary>The files that a message names; their order and number are the message's.</summary>
    /// <exception cref="SharedCacheException">It is no such message, or a file is not one of a result.</exception>
    public static IReadOnlyList<SharedFile> Read(ReadOnlySpan<byte> message)
    {
        List<SharedFile> files = [];
        while (Next(ref message, out var field, out _, out var content))
        {
            if (field == 2)
            {
                files.Add(ReadFile(content));
            }
        }

        if (files.Count is 0 or > MostFiles || files.Select(file => file.Name).Distinct(StringComparer.OrdinalIgnoreCase).Count() != files.Count)
        {
            throw Malformed("it names no files, too many, or one twice");
        }

        return files.Select(file => file.Flaw).FirstOrDefault(flaw => flaw is not null) is { } found ? throw Malformed(found) : files;
    }

    private static SharedFile ReadFile(ReadOnlySpan<byte> output)
    {
        var (name, hash, size) = ("", "", 0UL);
        while (Next(ref output, out var field, out _, out var content))
        {
            if (field == 1)
            {
                name = Encoding.UTF8.GetString(content);
            }

            while (field == 2 && Next(ref content, out var part, out var number, out var text))
            {
                hash = part == 1 ? Encoding.UTF8.GetString(text) : hash;
                size = part == 2 ? number : size;
            }
        }

        return new(name, hash, size > long.MaxValue ? -1 : (long)size);
    }

    private static bool Next(scoped ref ReadOnlySpan<byte> message, out int field, out ulong number, out ReadOnlySpan<byte> content)
    {
        field = 0;
        number = 0;
        content = default;
        if (message.IsEmpty)
        {
            return false;
        }

        var tag = ReadVarint(ref message);
        field = (int)(tag >> 3);
        switch ((int)(tag & 7))
        {
            case Varint:
                number = ReadVarint(ref message);
                break;
            case Delimited:
                content = Take(ref message, ReadVarint(ref message));
                break;
            case Fixed64:
                Take(ref message, sizeof(ulong));
                break;
            case Fixed32:
                Take(ref message, sizeof(uint));
                break;
            default:
                throw Malformed("it is no message");
        }

        return true;
    }

    private static ReadOnlySpan<byte> Take(scoped ref ReadOnlySpan<byte> message, ulong length)
    {
        if (length > (ulong)message.Length)
        {
            throw Malformed("it ends early");
        }

        var taken = message[..(int)length];
        message = message[(int)length..];
        return taken;
    }

    private static ulong ReadVarint(scoped ref ReadOnlySpan<byte> message)
    {
        var value = 0UL;
        for (var i = 0; i < LongestVarint && i < message.Length; i++)
        {
            value |= (ulong)(message[i] & 0x7f) << (7 * i);
            if (message[i] < 0x80)
            {
                message = message[(i + 1)..];
                return value;
            }
        }

        throw Malformed("it ends early");
    }

    private static void AppendField(List<byte> message, int field, IReadOnlyCollection<byte> content)
    {
        AppendTag(message, field, Delimited);
        AppendVarint(message, (ulong)content.Count);
        message.AddRange(content);
    }

    private static void AppendTag(List<byte> message, int field, int type) => AppendVarint(message, (ulong)((field << 3) | type));

    private static void AppendVarint(List<byte> message, ulong value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            message.Add((byte)(value | 0x80));
        }

        message.Add((byte)value);
    }

    private static SharedCacheException Malformed(string flaw) => new($"its description of the result cannot be used: {flaw}");
}
