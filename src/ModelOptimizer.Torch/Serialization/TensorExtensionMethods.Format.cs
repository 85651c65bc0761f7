namespace TorchSharp;

/// <summary>TorchSharp's own format: element type, rank and sizes as LEB128, then the elements, little-endian and row-major.</summary>
public static partial class TensorExtensionMethods
{
    /// <exception cref="InvalidOperationException">The tensor is not contiguous.</exception>
    public static void Save(this torch.Tensor tensor, BinaryWriter writer)
    {
        var shape = tensor.shape;
        writer.Write7BitEncodedInt64((long)tensor.dtype);
        writer.Write7BitEncodedInt64(shape.Length);
        foreach (var size in shape)
            writer.Write7BitEncodedInt64(size);
        writer.Flush();
        tensor.WriteBytesToStream(writer.BaseStream);
    }

    public static void Save(this torch.Tensor tensor, Stream stream)
    {
        using var writer = new BinaryWriter(stream);
        tensor.Save(writer);
    }

    public static void Save(this torch.Tensor tensor, string location) => tensor.Save(File.Create(location));

    /// <exception cref="ArgumentException">The stored tensor has another element type or shape than this one.</exception>
    public static void Load(this torch.Tensor tensor, BinaryReader reader, bool skip = false)
    {
        var (type, shape) = ReadHeader(reader);
        if (type != tensor.dtype)
            throw new ArgumentException($"Mismatched tensor data types while loading: {type} is stored, {tensor.dtype} expected.");
        if (skip)
        {
            Skip(reader, type, shape);
            return;
        }
        if (!shape.AsSpan().SequenceEqual(tensor.shape))
            throw new ArgumentException(
                $"Mismatched tensor shape while loading: [{string.Join(", ", shape)}] is stored, [{string.Join(", ", tensor.shape)}] expected.");
        tensor.ReadBytesFromStream(reader.BaseStream);
    }

    public static torch.Tensor Load(BinaryReader reader, bool skip = false)
    {
        torch.Tensor? tensor = null;
        Load(ref tensor, reader, skip);
        return tensor!;
    }

    public static void Load(ref torch.Tensor? tensor, BinaryReader reader, bool skip = false)
    {
        if (tensor is not null)
        {
            tensor.Load(reader, skip);
            return;
        }
        var (type, shape) = ReadHeader(reader);
        tensor = torch.zeros(shape, type);
        if (skip)
            Skip(reader, type, shape);
        else
            tensor.ReadBytesFromStream(reader.BaseStream);
    }

    private static (torch.ScalarType Type, long[] Shape) ReadHeader(BinaryReader reader)
    {
        var type = (torch.ScalarType)reader.Read7BitEncodedInt64();
        var rank = reader.Read7BitEncodedInt64();
        if (!Enum.IsDefined(type) || rank is < 0 or > 64)
            throw new InvalidDataException("The stream holds no tensor of TorchSharp's format.");
        var shape = new long[rank];
        for (var i = 0; i < shape.Length; i++)
            shape[i] = reader.Read7BitEncodedInt64();
        return (type, shape);
    }

    private static void Skip(BinaryReader reader, torch.ScalarType type, long[] shape)
        => reader.BaseStream.Seek(shape.TotalSize() * type.ElementSize(), SeekOrigin.Current);
}
