using ModelOptimizer.Graph.Onnx;
using ModelOptimizer.Graph.Rewrites;
using ModelOptimizer.Graph.Shapes;
using ModelOptimizer.Graph.Zoo;

namespace ModelOptimizer.Graph.Tests.Rewrites;

public class DetectorSuppressionTests
{
    private static ModelGraph Raw => ModelZoo.Build("yolov4-tiny", new() { Width = 0.25, Classes = ["a", "b"], InputSize = new(96, 64) });

    [Fact]
    public void Appending_leaves_detections_as_the_only_output()
    {
        var graph = DetectorSuppression.Append(DetectorDecoder.Append(Raw), 0.25f, 0.45f, 300);
        Assert.Equal("detections [?, 7]", string.Join(", ", graph.Outputs.Select(output => $"{output.Name} [{string.Join(", ", output.Shape!)}]")));
        Assert.Equal("?, 7", string.Join(", ", ShapeInference.Infer(graph).Shape("detections")));
    }

    [Fact]
    public void Removing_undoes_appending()
    {
        var decoded = ConstantFolding.Apply(DetectorDecoder.Append(Raw));
        var suppressing = ConstantFolding.Apply(DetectorSuppression.Append(decoded, 0.25f, 0.45f, 300));
        Assert.Equal(OnnxFile.ToBytes(decoded), OnnxFile.ToBytes(DetectorSuppression.Remove(suppressing)));
        Assert.Equal(OnnxFile.ToBytes(Raw), OnnxFile.ToBytes(DetectorDecoder.Remove(suppressing)));
    }

    [Fact]
    public void Removing_where_there_is_none_changes_nothing()
    {
        var graph = DetectorDecoder.Append(Raw);
        Assert.Same(graph, DetectorSuppression.Remove(graph));
    }

    [Fact]
    public void Refuses_a_detector_without_a_decoder() =>
        Assert.Contains("'boxes' and 'scores'", Assert.Throws<GraphException>(() => DetectorSuppression.Append(Raw, 0.25f, 0.45f, 300)).Message, StringComparison.Ordinal);
}
