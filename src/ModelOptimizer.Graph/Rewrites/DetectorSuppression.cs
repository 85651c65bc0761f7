namespace ModelOptimizer.Graph.Rewrites;

/// <summary>
/// Greedy non-maximum suppression per class at the end of a detector with a decoder, as ONNX operators: what the model then gives are detections,
/// in any language and without any code around it.
/// </summary>
public static class DetectorSuppression
{
    /// <summary>
    /// The output <c>[D, 7]</c>, best first: number of the image in the batch, x1, y1, x2, y2 in input pixels, score, number of the class.
    /// D is the number of detections in the whole batch and may be 0.
    /// </summary>
    public const string Detections = "detections";

    private const string Prefix = "suppression";

    /// <summary>
    /// A copy of <paramref name="graph"/> with the output <see cref="Detections"/> in place of <see cref="DetectorDecoder.Boxes"/> and
    /// <see cref="DetectorDecoder.Scores"/>.
    /// </summary>
    /// <param name="graph">A detector with a decoder.</param>
    /// <param name="confidence">The lowest score of a detection, 0..1.</param>
    /// <param name="overlap">A box is suppressed by a better one of its class when they overlap by more than this IoU, 0..1.</param>
    /// <param name="most">Most detections of one class in one image, at least 1.</param>
    /// <exception cref="GraphException">The graph has no decoder, or detections already.</exception>
    public static ModelGraph Append(ModelGraph graph, float confidence, float overlap, int most)
    {
        if (graph.Outputs.Select(output => output.Name).Where(name => name is DetectorDecoder.Boxes or DetectorDecoder.Scores).Count() != 2)
        {
            throw new GraphException($"Only a detector with the outputs '{DetectorDecoder.Boxes}' and '{DetectorDecoder.Scores}' can be given a suppression.");
        }

        var result = graph.Clone();
        var byClass = Node("Transpose", "scores", [DetectorDecoder.Scores], ("perm", new long[] { 0, 2, 1 }));

        // The operator wants scores above a threshold; those at it count here, as in any other place.
        var chosen = Node(
            "NonMaxSuppression",
            "chosen",
            [
                DetectorDecoder.Boxes, byClass, Integers("most", most), Number("overlap", overlap), Number("confidence", MathF.BitDecrement(confidence)),
            ]);
        var scores = Node("GatherND", "chosen/scores", [byClass, chosen]);
        var order = new Node
        {
            Name = $"{Prefix}/order",
            OpType = "TopK",
            Inputs = [scores, Node("Shape", "count", [scores])],
            Outputs = [$"{Prefix}/order/scores", $"{Prefix}/order"],
        };
        result.Nodes.Add(order);
        var ranked = Node("Gather", "ranked", [chosen, order.Outputs[1]]);
        var boxes = Node("GatherND", "boxes", [DetectorDecoder.Boxes, Node("Gather", "places", [ranked, Integers("places.columns", 0, 2)], ("axis", 1L))]);
        var numbers = Node("Cast", "numbers", [ranked], ("to", (long)ElementType.Float32));
        result.Nodes.Add(new()
        {
            Name = Detections,
            OpType = "Concat",
            Inputs =
            [
                Node("Gather", "image", [numbers, Integers("image.column", 0)], ("axis", 1L)),
                boxes,
                Node("Unsqueeze", "score", [order.Outputs[0], Integers("score.axis", 1)]),
                Node("Gather", "class", [numbers, Integers("class.column", 1)], ("axis", 1L)),
            ],
            Outputs = [Detections],
            Attributes = { ["axis"] = 1L },
        });
        result.Outputs.RemoveAll(output => output.Name is DetectorDecoder.Boxes or DetectorDecoder.Scores);
        result.Outputs.Add(new(Detections, ElementType.Float32, [Dimension.Unknown, 7]));
        return result;

        string Node(string operation, string name, List<string> inputs, params (string Name, object Value)[] attributes)
        {
            var node = new Node { Name = $"{Prefix}/{name}", OpType = operation, Inputs = inputs, Outputs = [$"{Prefix}/{name}"] };
            foreach (var (key, value) in attributes)
            {
                node.Attributes[key] = value;
            }

            result.Nodes.Add(node);
            return node.Output;
        }

        string Integers(string name, params long[] values) => Constant(name, TensorData.Of([values.Length], values));

        string Number(string name, float value) => Constant(name, TensorData.Of([1], [value]));

        string Constant(string name, TensorData value)
        {
            result.Initializers.Add($"{Prefix}/{name}", value);
            return $"{Prefix}/{name}";
        }
    }

    /// <summary>
    /// A copy of <paramref name="graph"/> with boxes and scores as outputs in place of detections; a graph without a suppression comes back as it is.
    /// </summary>
    public static ModelGraph Remove(ModelGraph graph)
    {
        if (!graph.Outputs.Exists(output => output.Name == Detections))
        {
            return graph;
        }

        var result = graph.Clone();
        var shapes = Shapes.ShapeInference.Infer(result);
        result.Outputs.RemoveAll(output => output.Name == Detections);
        result.Outputs.AddRange([shapes[DetectorDecoder.Boxes], shapes[DetectorDecoder.Scores]]);
        return DeadCode.Remove(result);
    }
}
