using ModelOptimizer.Graph.Onnx;

namespace ModelOptimizer.Graph.Tests.Onnx;

/// <summary>Files that are mapped instead of copied.</summary>
public class LargeFileTests
{
    private const int Count = MappedFile.SmallestBytes / sizeof(float);

    [Fact]
    public void Reads_a_large_file()
    {
        using var folder = new TemporaryFolder();
        var graph = Large(3);
        OnnxFile.Write(graph, folder.File("model.onnx"));
        Assert.True(OnnxFile.Read(folder.File("model.onnx")).Initializers["w"].Floats.SequenceEqual(graph.Initializers["w"].Floats));
    }

    [Fact]
    public void A_large_model_can_be_written_over_the_file_it_came_from()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("model.onnx");
        OnnxFile.Write(Large(3), path);
        var first = OnnxFile.Read(path);
        OnnxFile.Write(first, path);
        OnnxFile.Write(Large(4), path);

        Assert.Equal(3, first.Initializers["w"].Floats[^1]);
        Assert.Equal(4, OnnxFile.Read(path).Initializers["w"].Floats[^1]);
    }

    [Fact]
    public void Weights_outlive_the_model_and_the_file()
    {
        using var folder = new TemporaryFolder();
        OnnxFile.Write(Large(3), folder.File("model.onnx"));
        var weights = OnnxFile.Read(folder.File("model.onnx")).Initializers["w"].Floats;
        File.Delete(folder.File("model.onnx"));
        GC.Collect();
        GC.WaitForPendingFinalizers();
        Assert.Equal(3, weights[^1]);
    }

    [Fact]
    public void A_large_file_that_is_no_model_is_refused()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.File("model.onnx"), new byte[MappedFile.SmallestBytes + 1]);
        Assert.StartsWith(folder.File("model.onnx"), Assert.Throws<GraphException>(() => OnnxFile.Read(folder.File("model.onnx"))).Message, StringComparison.Ordinal);
    }

    private static ModelGraph Large(float last)
    {
        var values = new float[Count];
        values[^1] = last;
        var graph = new ModelGraph();
        graph.Initializers["w"] = TensorData.Of([Count], values);
        return graph;
    }
}
