using Google.Protobuf;
using ModelOptimizer.Graph.Onnx.Wire;

namespace ModelOptimizer.Graph.Onnx;

/// <summary>Reads and writes models in the ONNX format. What is not understood is carried through unchanged where it can be.</summary>
public static class OnnxFile
{
    /// <summary>Reads the model at <paramref name="path"/>, with its external data if it has any.</summary>
    /// <exception cref="GraphException">The file cannot be read or is not a valid ONNX model; the message names the file.</exception>
    public static ModelGraph Read(string path)
    {
        try
        {
            var length = new FileInfo(path).Length;
            return length <= Array.MaxLength
                ? Read(File.ReadAllBytes(path), new ExternalData(Path.GetDirectoryName(Path.GetFullPath(path))!))
                : throw new GraphException($"an ONNX file is at most 2 GB, this one has {length:N0} bytes; store its weights as external data.");
        }
        catch (Exception error) when (error is GraphException or IOException or UnauthorizedAccessException)
        {
            throw new GraphException($"{path}: {error.Message}", error);
        }
    }

    /// <summary>Reads a model that lies in memory. It must not refer to external data.</summary>
    /// <exception cref="GraphException">The bytes are not a valid ONNX model.</exception>
    public static ModelGraph Read(ReadOnlySpan<byte> bytes) => Read(bytes, new ExternalData(null));

    /// <summary>Writes <paramref name="graph"/> into one file: beside its place first, then renamed into it.</summary>
    /// <exception cref="GraphException">The model is larger than 2 GB, or the place cannot be written to.</exception>
    public static void Write(ModelGraph graph, string path)
    {
        var bytes = ToBytes(graph);
        var beside = $"{path}.{Path.GetRandomFileName()}.tmp";
        try
        {
            File.WriteAllBytes(beside, bytes);
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
    public static byte[] ToBytes(ModelGraph graph)
    {
        var weights = graph.Initializers.Values.Sum(tensor => (long)tensor.Bytes.Length);
        return weights < int.MaxValue - (64 << 20)
            ? GraphWriter.Write(graph).ToByteArray()
            : throw new GraphException($"The model holds {weights:N0} bytes of constants; a single ONNX file is limited to 2 GB.");
    }

    private static ModelGraph Read(ReadOnlySpan<byte> bytes, ExternalData external)
    {
        ModelProto model;
        try
        {
            model = ModelProto.Parser.ParseFrom(bytes);
        }
        catch (InvalidProtocolBufferException error)
        {
            throw new GraphException($"not a complete ONNX file ({error.Message})", error);
        }

        return bytes.IsEmpty || model.Graph is null || !model.HasIrVersion
            ? throw new GraphException("not an ONNX file: it holds no graph")
            : new GraphReader(model, external).Read();
    }
}
