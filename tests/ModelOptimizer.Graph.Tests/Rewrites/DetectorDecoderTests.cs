using ModelOptimizer.Graph.Detection;
using ModelOptimizer.Graph.Onnx;
using ModelOptimizer.Graph.Rewrites;
using ModelOptimizer.Graph.Shapes;
using ModelOptimizer.Graph.Zoo;

namespace ModelOptimizer.Graph.Tests.Rewrites;

public class DetectorDecoderTests
{
    private const int Classes = 2, Width = 3, Height = 2, Stride = 8;
    private static readonly Anchor[] Anchors = [new(10, 20), new(30, 16)];

    [Fact]
    public void Decodes_by_darknets_formula()
    {
        // Distinct values everywhere, so that any mix-up of axes shows.
        var raw = Enumerable.Range(0, Anchors.Length * (5 + Classes) * Height * Width).Select(index => (float)Math.Sin(index)).ToArray();
        float Raw(int anchor, int channel, int y, int x) => raw[((((anchor * (5 + Classes)) + channel) * Height) + y) * Width + x];
        static double Sigmoid(double value) => 1 / (1 + Math.Exp(-value));

        var graph = DetectorDecoder.Append(Detector(raw, scaleXY: 1.2f));
        var known = ShapeInference.Infer(graph).Known;
        var (boxes, scores) = (known[DetectorDecoder.Boxes]!, known[DetectorDecoder.Scores]!);
        Assert.Equal([1, 12, 4], boxes.Shape);
        Assert.Equal([1, 12, Classes], scores.Shape);
        var row = 0;
        for (var anchor = 0; anchor < Anchors.Length; anchor++)
        {
            for (var y = 0; y < Height; y++)
            {
                for (var x = 0; x < Width; x++, row++)
                {
                    var centreX = ((1.2 * Sigmoid(Raw(anchor, 0, y, x))) - 0.1 + x) * Stride;
                    var centreY = ((1.2 * Sigmoid(Raw(anchor, 1, y, x))) - 0.1 + y) * Stride;
                    var width = Anchors[anchor].Width * Math.Exp(Raw(anchor, 2, y, x));
                    var height = Anchors[anchor].Height * Math.Exp(Raw(anchor, 3, y, x));
                    double[] expected = [centreX - (width / 2), centreY - (height / 2), centreX + (width / 2), centreY + (height / 2)];
                    Assert.Equal(expected, boxes.Reals![(4 * row)..((4 * row) + 4)], (a, b) => Math.Abs(a - b) < 1e-4);
                    for (var label = 0; label < Classes; label++)
                    {
                        var score = Sigmoid(Raw(anchor, 4, y, x)) * Sigmoid(Raw(anchor, 5 + label, y, x));
                        Assert.Equal(score, scores.Reals![(Classes * row) + label], 1e-6);
                    }
                }
            }
        }
    }

    [Fact]
    public void An_appended_decoder_joins_all_heads_and_keeps_the_batch_free()
    {
        var graph = DetectorDecoder.Append(ModelZoo.Build("yolov4-tiny", new() { Width = 0.25, Classes = ["a", "b"], InputSize = new(96, 64) }));
        var shapes = ShapeInference.Infer(graph);
        Assert.Equal(["boxes", "scores"], graph.Outputs.Select(output => output.Name));
        Assert.Equal("N, 90, 4", string.Join(", ", shapes.Shape("boxes"))); // 3 (3 x 2 + 6 x 4)
        Assert.Equal("N, 90, 2", string.Join(", ", shapes.Shape("scores")));
        Assert.All(graph.Outputs, output => Assert.Equal(output.Shape, shapes.Shape(output.Name)));
    }

    [Theory]
    [InlineData("yolov3-tiny")]
    [InlineData("yolov4-tiny")]
    public void Removing_undoes_appending(string name)
    {
        var graph = ModelZoo.Build(name, new() { Width = 0.25 });
        var bytes = OnnxFile.ToBytes(graph);
        var decoded = DetectorDecoder.Append(graph);
        Assert.Equal(bytes, OnnxFile.ToBytes(graph));
        Assert.Equal(bytes, OnnxFile.ToBytes(DetectorDecoder.Remove(decoded)));
        Assert.Equal(bytes, OnnxFile.ToBytes(DetectorDecoder.Remove(ConstantFolding.Apply(decoded))));
    }

    [Fact]
    public void Removing_where_there_is_none_changes_nothing()
    {
        var graph = ModelZoo.Build("yolov3-tiny", new() { Width = 0.25 });
        Assert.Equal(OnnxFile.ToBytes(graph), OnnxFile.ToBytes(DetectorDecoder.Remove(graph)));
    }

    [Fact]
    public void Refuses_a_second_decoder() => Refuses("seems to have a decoder", DetectorDecoder.Append(Detector(new float[84], 1)));

    [Fact]
    public void Refuses_a_classifier() => Refuses("does not say that it is a detector", ModelZoo.Build("resnet20", new() { Width = 0.5 }));

    [Fact]
    public void Refuses_an_old_operator_set()
    {
        var graph = Detector(new float[84], 1);
        graph.OperatorSets[""] = 11;
        Refuses("operator set 13", graph);
    }

    [Fact]
    public void Refuses_a_head_that_is_not_what_the_description_says()
    {
        var graph = Detector(new float[84], 1);
        (DetectorDescription.Read(graph)! with { Classes = ["only one"] }).Write(graph);
        Refuses("[N, 12, 2, 3]", graph);
    }

    [Fact]
    public void Refuses_a_head_that_is_not_there()
    {
        var graph = Detector(new float[84], 1);
        graph.Initializers.Remove("raw");
        Refuses("'raw' is not a value", graph);
    }

    [Fact]
    public void Refuses_metadata_that_is_no_description()
    {
        var graph = Detector(new float[84], 1);
        graph.Metadata[DetectorDescription.MetadataKey] = "{\"classes\": 3}";
        Refuses("not a detector description", graph);
    }

    private static void Refuses(string message, ModelGraph graph) =>
        Assert.Contains(message, Assert.Throws<GraphException>(() => DetectorDecoder.Append(graph)).Message, StringComparison.Ordinal);

    /// <summary>A detector whose only raw head is a constant, so that constant arithmetic can run the decoder.</summary>
    private static ModelGraph Detector(float[] raw, float scaleXY)
    {
        var graph = new ModelGraph
        {
            Outputs = { new("raw", ElementType.Float32, null) },
            Initializers = { ["raw"] = TensorData.Of([1, Anchors.Length * (5 + Classes), Height, Width], raw) },
        };
        new DetectorDescription(["a", "b"], Width * Stride, Height * Stride, [new("raw", Stride, Anchors, scaleXY)]).Write(graph);
        return graph;
    }
}
