using Google.Protobuf;
using ModelOptimizer.Graph.Onnx.Wire;

namespace ModelOptimizer.Graph.Onnx;

/// <summary>Reads and writes models in the ONNX format. What is not understood is carried through unchanged where it can be.</summary>
public static class OnnxFile
{
    private const int WriteBuffer = 1 << 20;

    /// <summary>Reads the model at <paramref name="path"/>, with its external data if it has any.</summary>
    /// <exception cref="GraphException">The file cannot be read or is not a valid ONNX model; the message names the file.</exception>
    public static ModelGraph Read(string path)
    {
        try
        {
            var length = new FileInfo(path).Length;
            return length <= Array.MaxLength
                ? Read(MappedFile.Read(path), new ExternalData(Path.GetDirectoryName(Path.GetFullPath(path))!))
                : throw new GraphException($"an ONNX file is at most 2 GB, this one has {length:N0} bytes; store its weights as external data.");
        }
        catch (Exception error) when (error is GraphException or IOException or UnauthorizedAccessException)
        {
            throw new GraphException($"{path}: {error.Message}", error);
        }
    }

    /// <summary>Reads a model that lies in memory. It must not refer to external data.</summary>
    /// <exception cref="GraphException">The bytes are not a valid ONNX model.</exception>
    public static ModelGraph Read(ReadOnlySpan<byte> bytes) => Read(bytes.ToArray(), new ExternalData(null));

    /// <summary>Writes <paramref name="graph"/> into one file: beside its place first, then renamed into it.</summary>
    /// <exception cref="GraphException">The model is larger than 2 GB, or the place cannot be written to.</exception>
    public static void Write(ModelGraph graph, string path)
    {
        var model = Checked(graph);
        var beside = $"{path}.{Path.GetRandomFileName()}.tmp";
        try
        {
            WriteTo(beside, model);
            File.Move(beside, path, overwrite: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            File.Delete(beside);
            throw new GraphException($"{path}: {error.Message}", error);
        }
    }

    /// <summary>The bytes of <paramref name="graph"/> as an ONNX file; equal graphs give equal bytes.</summary>
    /// <exception cref="GraphException">The model is larger than 2 GB.</exception>
    public static byte[] ToBytes(ModelGraph graph) => Checked(graph).ToByteArray();

    /// <summary>The number of bytes that <see cref="ToBytes"/> gives. The content of constants is not looked at: fresh weights need not be drawn for it.</summary>
    public static long SizeOf(ModelGraph graph) => WireModel.SizeOf(graph);

    private static ModelProto Checked(ModelGraph graph)
    {
        var weights = graph.Initializers.Values.Sum(tensor => tensor.ByteCount);
        return weights < int.MaxValue - (64 << 20)
            ? GraphWriter.Write(graph)
            : throw new GraphException($"The model holds {weights:N0} bytes of constants; a single ONNX file is limited to 2 GB.");
    }

    private static void WriteTo(string path, ModelProto model)
    {
        using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
        using var output = new CodedOutputStream(file, WriteBuffer);
        model.WriteTo(output);
    }

    private static ModelGraph Read(ReadOnlyMemory<byte> bytes, ExternalData external)
    {
        WireModel wire;
        try
        {
            wire = WireModel.Parse(bytes);
        }
        catch (InvalidDataException error)
        {
            throw new GraphException($"not a complete ONNX file ({error.Message})", error);
        }

        return wire.Model.Graph is null || !wire.Model.HasIrVersion
            ? throw new GraphException("not an ONNX file: it holds no graph")
            : new GraphReader(wire, external).Read();
    }
}
