using System.Buffers;

namespace ModelOptimizer.Graph.Onnx;

/// <summary>
/// A serialized message taken apart without copying what one of its fields holds: weights are most of a model, and generated parsers copy them.
/// </summary>
/// <param name="Rest">The message without that field.</param>
/// <param name="Contents">The field's contents, in order.</param>
internal sealed record WireMessage(ReadOnlyMemory<byte> Rest, IReadOnlyList<ReadOnlyMemory<byte>> Contents)
{
    private enum WireType
    {
        Varint = 0,
        Fixed64 = 1,
        Bytes = 2,
        Fixed32 = 5,
    }

    /// <summary>Takes a length-delimited field out of a message.</summary>
    /// <exception cref="InvalidDataException">The message is malformed.</exception>
    public static WireMessage Split(ReadOnlyMemory<byte> message, int field)
    {
        var rest = new ArrayBufferWriter<byte>();
        var contents = new List<ReadOnlyMemory<byte>>();
        for (var position = 0; position < message.Length;)
        {
            var start = position;
            var tag = Varint(message.Span, ref position);
            var type = (WireType)(tag & 7);
            var length = type switch
            {
                WireType.Varint => LengthOfVarint(message.Span, position),
                WireType.Fixed64 => (ulong)sizeof(ulong),
                WireType.Fixed32 => (ulong)sizeof(uint),
                WireType.Bytes => Varint(message.Span, ref position),
                _ => throw Malformed($"a field has the unknown wire type {(int)type}"),
            };
            if (length > (ulong)(message.Length - position))
            {
                throw Malformed("a field reaches beyond the end");
            }

            var end = position + (int)length;
            if (tag >> 3 == (ulong)field && type == WireType.Bytes)
            {
                contents.Add(message[position..end]);
            }
            else
            {
                rest.Write(message.Span[start..end]);
            }

            position = end;
        }

        return new(rest.WrittenMemory, contents);
    }

    private static ulong Varint(ReadOnlySpan<byte> bytes, ref int position)
    {
        var value = 0UL;
        for (var shift = 0; shift < 64; shift += 7)
        {
            if (position >= bytes.Length)
            {
                throw Malformed("it ends within a number");
            }

            var part = bytes[position++];
            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80)
            {
                return value;
            }
        }

        throw Malformed("a number is too long");
    }

    private static ulong LengthOfVarint(ReadOnlySpan<byte> bytes, int position)
    {
        var end = position;
        Varint(bytes, ref end);
        return (ulong)(end - position);
    }

    private static InvalidDataException Malformed(string reason) => new(reason);
}
