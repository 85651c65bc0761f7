using ModelOptimizer.Graph.Detection;
using ModelOptimizer.Graph.Shapes;

namespace ModelOptimizer.Graph.Rewrites;

/// <summary>
/// The way from a detector's raw heads to boxes and scores, as ONNX operators at the end of the graph (see <see cref="DetectionHead"/> for the
/// formulas). Rows go head by head, within a head anchor by anchor, within an anchor line by line.
/// </summary>
public static class DetectorDecoder
{
    /// <summary>The output <c>[N, M, 4]</c> with x1, y1, x2, y2 in input pixels.</summary>
    public const string Boxes = "boxes";

    /// <summary>The output <c>[N, M, classes]</c> with objectness times class probability.</summary>
    public const string Scores = "scores";

    /// <summary>The first operator set with the operators used here.</summary>
    private const long MinimumOperatorSet = 13;

    /// <summary>A copy of <paramref name="graph"/> with the outputs <see cref="Boxes"/> and <see cref="Scores"/> in place of the raw heads.</summary>
    /// <exception cref="GraphException">The graph is no detector, its heads are not what the description says, or it already has a decoder.</exception>
    public static ModelGraph Append(ModelGraph graph)
    {
        var description = Describe(graph);
        if (graph.OperatorSets.GetValueOrDefault("", 1) < MinimumOperatorSet)
        {
            throw new GraphException($"A decoder needs operator set {MinimumOperatorSet}; the model has {graph.OperatorSets.GetValueOrDefault("", 1)}.");
        }

        var result = graph.Clone();
        var shapes = ShapeInference.Infer(result);
        if (shapes.ContainsKey(Boxes) || shapes.ContainsKey(Scores))
        {
            throw new GraphException($"The model already has values named '{Boxes}' or '{Scores}'; it seems to have a decoder.");
        }

        var decoder = new HeadDecoder(result, description);
        for (var head = 0; head < description.Heads.Count; head++)
        {
            Check(description, description.Heads[head], shapes);
            decoder.Append(description.Heads[head], $"decoder/head{head}");
        }

        var rows = decoder.Finish(Boxes, Scores);
        var batch = shapes[description.Heads[0].Output].Shape is [var first, ..] ? first : Dimension.Unknown;
        result.Outputs.RemoveAll(output => description.Heads.Any(head => head.Output == output.Name));
        result.Outputs.AddRange(
        [
            new(Boxes, ElementType.Float32, [batch, rows, 4]),
            new(Scores, ElementType.Float32, [batch, rows, description.Classes.Count]),
        ]);
        return result;
    }

    /// <summary>A copy of <paramref name="graph"/> with the raw heads as outputs again; what only the decoder needed is gone.</summary>
    /// <exception cref="GraphException">The graph is no detector, or its raw heads are no longer in it.</exception>
    public static ModelGraph Remove(ModelGraph graph)
    {
        var description = Describe(graph);
        var result = graph.Clone();
        var shapes = ShapeInference.Infer(result);
        result.Outputs.RemoveAll(output => output.Name is Boxes or Scores or DetectorSuppression.Detections || description.Heads.Any(head => head.Output == output.Name));
        foreach (var head in description.Heads)
        {
            Check(description, head, shapes);
            result.Outputs.Add(shapes[head.Output]);
        }

        return DeadCode.Remove(result);
    }

    private static DetectorDescription Describe(ModelGraph graph) => DetectorDescription.Read(graph) is { Heads.Count: > 0 } description ? description
        : throw new GraphException($"The model does not say that it is a detector (metadata '{DetectorDescription.MetadataKey}').");

    private static void Check(DetectorDescription description, DetectionHead head, ShapeDictionary shapes)
    {
        if (!shapes.TryGetValue(head.Output, out var value))
        {
            throw new GraphException($"The detector's head '{head.Output}' is not a value of the model.");
        }

        Dimension[] expected =
        [
            head.Anchors.Count * (5 + description.Classes.Count),
            description.InputHeight / head.Stride,
            description.InputWidth / head.Stride,
        ];
        if (value.Shape is { } shape && (shape.Count != 4 || shape.Skip(1).Zip(expected).Any(pair => pair.First.Value is { } length && length != pair.Second.Value)))
        {
            throw new GraphException($"The detector's head '{head.Output}' has the shape [{string.Join(", ", shape)}], by its description it should be [N, {string.Join(", ", expected)}].");
        }
    }
}
