using System.Buffers.Binary;

namespace ModelOptimizer.Graph.Darknet.Weights;

/// <summary>
/// Darknet's <c>.weights</c>: a header, then float32 little-endian, convolution by convolution: biases, with batch normalization scales, means and
/// variances, then the filters <c>[out, in / groups, height, width]</c>.
/// </summary>
internal static class WeightsFile
{
    /// <summary>Fills the slots from the file, in its order.</summary>
    public static WeightsHeader Read(string path, IReadOnlyList<WeightSlot> slots, Dictionary<string, TensorData> constants)
    {
        try
        {
            var content = MappedFile.Read(path);
            var header = ReadHeader(path, content.Span);
            var rest = content[header.Length..];
            Check(path, slots, rest.Length);
            foreach (var slot in slots)
            {
                var length = checked((int)(slot.Count * sizeof(float)));
                constants.Add(slot.Name, new(ElementType.Float32, slot.Shape, rest[..length]));
                rest = rest[length..];
            }

            return header;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new DarknetException(path, null, error.Message);
        }
    }

    public static void Write(string path, WeightsHeader header, IEnumerable<TensorData> weights)
    {
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write);
        Span<byte> start = stackalloc byte[20];
        BinaryPrimitives.WriteInt32LittleEndian(start, header.Major);
        BinaryPrimitives.WriteInt32LittleEndian(start[4..], header.Minor);
        BinaryPrimitives.WriteInt32LittleEndian(start[8..], header.Revision);
        BinaryPrimitives.WriteUInt64LittleEndian(start[12..], header.Seen);
        file.Write(start[..header.Length]);
        foreach (var tensor in weights)
        {
            file.Write(tensor.Bytes);
        }
    }

    private static WeightsHeader ReadHeader(string path, ReadOnlySpan<byte> content)
    {
        Span<byte> start = stackalloc byte[20];
        content[..Math.Min(content.Length, start.Length)].CopyTo(start);
        var header = new WeightsHeader(
            BinaryPrimitives.ReadInt32LittleEndian(start), BinaryPrimitives.ReadInt32LittleEndian(start[4..]), BinaryPrimitives.ReadInt32LittleEndian(start[8..]), 0);
        return header.IsPlausible && content.Length >= header.Length
            ? header with { Seen = header.IsLong ? BinaryPrimitives.ReadUInt64LittleEndian(start[12..]) : BinaryPrimitives.ReadUInt32LittleEndian(start[12..]) }
            : throw new DarknetException(path, null,
                $"this is no Darknet .weights file that can be read: its header says version {header.Major}.{header.Minor}, its size is {content.Length:N0} bytes.");
    }

    private static void Check(string path, IReadOnlyList<WeightSlot> slots, long available)
    {
        var needed = slots.Sum(slot => slot.Count) * sizeof(float);
        if (available > needed)
        {
            throw new DarknetException(path, null, $"{available - needed:N0} bytes are left over after the last layer's weights; these are the weights of another .cfg.");
        }

        if (available < needed)
        {
            var filled = 0L;
            var first = slots.First(slot => (filled += slot.Count * sizeof(float)) > available);
            throw new DarknetException(path, null,
                $"the file ends within the weights of layer {first.Layer}: the network needs {needed:N0} bytes of weights, there are {available:N0}. It is cut off, or belongs to another .cfg.");
        }
    }
}
