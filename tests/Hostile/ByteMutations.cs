using System.Buffers.Binary;

namespace ModelOptimizer.Tests.Hostile;

/// <summary>Damage that knows nothing of a format.</summary>
internal static class ByteMutations
{
    /// <summary>Numbers at which programs break.</summary>
    public static readonly long[] Numbers =
    [
        0, 1, -1, 2, 3, 7, -2, 127, 128, 255, 256, 32767, 65535, 65536, 65537, 16777216, 16777217, int.MaxValue, int.MinValue, 1L << 31, 1L << 32, (1L << 32) + 1, 1L << 62, long.MaxValue,
        long.MinValue, long.MaxValue - 1,
    ];

    /// <summary>One to four mutations of <paramref name="bytes"/>; <paramref name="other"/> is another valid input to splice with.</summary>
    public static byte[] Mutate(Random random, byte[] bytes, byte[] other)
    {
        for (var times = random.Next(1, 5); times > 0; times--)
        {
            bytes = Once(random, bytes, other);
        }

        return bytes;
    }

    private static byte[] Once(Random random, byte[] bytes, byte[] other)
    {
        if (bytes.Length == 0)
        {
            return other;
        }

        var at = random.Next(bytes.Length);
        switch (random.Next(9))
        {
            case 0:
                return bytes[..at];
            case 1:
                return [.. bytes.AsSpan(0, at), .. other.AsSpan(random.Next(other.Length + 1))];
            case 2:
                return [.. bytes.AsSpan(0, at), .. bytes.AsSpan(random.Next(bytes.Length))];
            case 3:
                return [.. bytes.AsSpan(0, at), .. Noise(random, random.Next(1, 40)), .. bytes.AsSpan(at)];
            case 4:
                return Changed(bytes, at, (byte)(bytes[at] ^ (1 << random.Next(8))));
            case 5:
                return Changed(bytes, at, (byte)random.Next(256));
            case 6:
                return Changed(bytes, at, (byte)Numbers[random.Next(Numbers.Length)]);
            case 7:
                return bytes.Length < 4 ? bytes : Number(bytes, random.Next(bytes.Length - 3), (int)Numbers[random.Next(Numbers.Length)], random.Next(2) == 0);
            default:
                return bytes.Length < 8 ? bytes : Long(bytes, random.Next(bytes.Length - 7), Numbers[random.Next(Numbers.Length)]);
        }
    }

    public static byte[] Noise(Random random, int count)
    {
        var noise = new byte[count];
        random.NextBytes(noise);
        return noise;
    }

    private static byte[] Changed(byte[] bytes, int at, byte value)
    {
        byte[] changed = [.. bytes];
        changed[at] = value;
        return changed;
    }

    private static byte[] Number(byte[] bytes, int at, int value, bool bigEndian)
    {
        byte[] changed = [.. bytes];
        BinaryPrimitives.WriteInt32LittleEndian(changed.AsSpan(at), bigEndian ? BinaryPrimitives.ReverseEndianness(value) : value);
        return changed;
    }

    private static byte[] Long(byte[] bytes, int at, long value)
    {
        byte[] changed = [.. bytes];
        BinaryPrimitives.WriteInt64LittleEndian(changed.AsSpan(at), value);
        return changed;
    }
}
