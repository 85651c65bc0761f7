namespace ModelOptimizer.Tests.Hostile.Onnx;

/// <summary>One field of a serialized protocol buffer. Whether bytes are a message is guessed: what parses as one to the end is one.</summary>
internal sealed class WireField
{
    private const int DeepestGuess = 12;

    public required int Number { get; set; }

    /// <summary>0 varint, 1 eight bytes, 2 bytes, 5 four bytes.</summary>
    public required int Type { get; init; }

    public ulong Value { get; set; }

    public byte[] Bytes { get; set; } = [];

    public List<WireField>? Message { get; set; }

    public WireField Clone() => new() { Number = Number, Type = Type, Value = Value, Bytes = Bytes, Message = Message?.ConvertAll(field => field.Clone()) };

    /// <summary>The fields of a message, or null where the bytes are none.</summary>
    public static List<WireField>? Parse(ReadOnlySpan<byte> bytes, int depth = 0)
    {
        var fields = new List<WireField>();
        for (var position = 0; position < bytes.Length;)
        {
            if (!Varint(bytes, ref position, out var tag) || tag >> 3 is 0 or > 60)
            {
                return null;
            }

            var field = new WireField { Number = (int)(tag >> 3), Type = (int)(tag & 7) };
            if (field.Type is not (0 or 1 or 2 or 5))
            {
                return null;
            }

            if (field.Type is 0 or 2)
            {
                if (!Varint(bytes, ref position, out var value))
                {
                    return null;
                }

                field.Value = value;
            }

            var length = field.Type switch { 1 => 8UL, 5 => 4UL, 2 => field.Value, _ => 0UL };
            if (length > (ulong)(bytes.Length - position))
            {
                return null;
            }

            var content = bytes.Slice(position, (int)length);
            position += (int)length;
            field.Bytes = content.ToArray();
            field.Message = field.Type == 2 && length >= 2 && depth < DeepestGuess ? Parse(content, depth + 1) : null;
            fields.Add(field);
        }

        return fields;
    }

    public static byte[] Serialize(IEnumerable<WireField> fields)
    {
        var output = new MemoryStream();
        foreach (var field in fields)
        {
            Write(output, ((ulong)field.Number << 3) | (uint)field.Type);
            if (field.Type == 0)
            {
                Write(output, field.Value);
                continue;
            }

            var content = field.Message is { } message ? Serialize(message) : field.Bytes;
            if (field.Type == 2)
            {
                Write(output, (ulong)content.Length);
            }

            output.Write(content);
        }

        return output.ToArray();
    }

    private static void Write(MemoryStream output, ulong value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            output.WriteByte((byte)(value | 0x80));
        }

        output.WriteByte((byte)value);
    }

    private static bool Varint(ReadOnlySpan<byte> bytes, ref int position, out ulong value)
    {
        value = 0;
        for (var shift = 0; shift < 64 && position < bytes.Length; shift += 7)
        {
            var part = bytes[position++];
            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80)
            {
                return true;
            }
        }

        return false;
    }
}
