using System.Buffers.Binary;

namespace ModelOptimizer.Tests.Hostile.Data;

/// <summary>The checksums at the ends of a PNG's chunks (PNG specification, annex D).</summary>
internal static class PngChecksums
{
    /// <summary>Puts them right, as far as the chunks' lengths make sense.</summary>
    public static void Correct(Span<byte> png)
    {
        if (png.Length < 8 || png[0] != 0x89)
        {
            return;
        }

        for (var chunk = png[8..]; chunk.Length >= 12;)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(chunk);
            if (length > chunk.Length - 12)
            {
                return;
            }

            BinaryPrimitives.WriteUInt32BigEndian(chunk[(8 + (int)length)..], Crc(chunk.Slice(4, 4 + (int)length)));
            chunk = chunk[(12 + (int)length)..];
        }
    }

    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) != 0 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
            }
        }

        return ~crc;
    }
}
