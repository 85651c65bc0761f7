using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace ModelOptimizer.Pipeline.Keys;

/// <summary>Builds a <see cref="ContentKey"/> part by part.</summary>
public sealed class KeyBuilder
{
    private readonly List<KeyPart> parts = [];

    /// <summary>Adds a part; the order counts.</summary>
    public KeyBuilder Add(string name, string value)
    {
        parts.Add(new(name, value));
        return this;
    }

    /// <summary>The key of all parts added.</summary>
    public ContentKey Build()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (name, value) in parts)
        {
            Append(hash, name);
            Append(hash, value);
        }

        return new(Convert.ToHexStringLower(hash.GetHashAndReset()), [.. parts]);
    }

    // Lengths first, so that no two lists of parts have the same bytes.
    private static void Append(IncrementalHash hash, string text)
    {
        var utf8 = Encoding.UTF8.GetBytes(text);
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, utf8.Length);
        hash.AppendData(length);
        hash.AppendData(utf8);
    }
}
