using ModelOptimizer.Graph.Detection;

namespace ModelOptimizer.Graph.Rewrites;

/// <summary>Appends the decoding of single heads and joins their results.</summary>
internal sealed class HeadDecoder(ModelGraph graph, DetectorDescription description)
{
    private readonly List<string> _boxes = [];
    private readonly List<string> _scores = [];
    private long _rows;

    /// <summary>Appends the decoding of one head; all its nodes and constants are named <c>name/...</c>.</summary>
    public void Append(DetectionHead head, string name)
    {
        var (width, height) = (description.InputWidth / head.Stride, description.InputHeight / head.Stride);
        long anchors = head.Anchors.Count, cells = width * height, classes = description.Classes.Count;
        _rows += anchors * cells;

        // [N, anchors * (5 + classes), H, W] to [N, anchors, cells, 5 + classes]: all the arithmetic broadcasts over the last two or the outer axes.
        var rows = Node("Transpose", $"{name}/rows", [Shaped($"{name}/anchors", head.Output, [0, anchors, 5 + classes, cells])], ("perm", new long[] { 0, 1, 3, 2 }));
        string[] parts = [$"{name}/xy", $"{name}/wh", $"{name}/object", $"{name}/class"];
        graph.Nodes.Add(new()
        {
            Name = $"{name}/split",
            OpType = "Split",
            Inputs = [rows, Constant($"{name}/split.sizes", TensorData.Of([4], [2, 2, 1, classes]))],
            Outputs = [.. parts],
            Attributes = { ["axis"] = 3L },
        });

        var scale = Constant($"{name}/centre.scale", TensorData.Scalar(head.ScaleXY * head.Stride));
        var cell = Constant($"{name}/centre.cell", Cells(head, width, height));
        var centre = Node("Add", $"{name}/centre", [Node("Mul", $"{name}/xy/scaled", [Share("xy", parts[0]), scale]), cell]);
        var factor = head.NewCoordinates ? Node("Mul", $"{name}/wh/square", [parts[1], parts[1]]) : Node("Exp", $"{name}/wh/exp", [parts[1]]);
        var half = Node("Mul", $"{name}/half", [factor, Constant($"{name}/half.anchors", HalfAnchors(head))]);
        var box = Node("Concat", $"{name}/box", [Node("Sub", $"{name}/min", [centre, half]), Node("Add", $"{name}/max", [centre, half])], ("axis", 3L));
        _boxes.Add(Shaped($"{name}/boxes", box, [0, anchors * cells, 4]));

        var score = Node("Mul", $"{name}/score", [Share("object", parts[2]), Share("class", parts[3])]);
        _scores.Add(Shaped($"{name}/scores", score, [0, anchors * cells, classes]));

        // New coordinates come through the network's own sigmoid.
        string Share(string role, string value) => head.NewCoordinates ? value : Node("Sigmoid", $"{name}/{role}/sigmoid", [value]);
    }

    /// <summary>Joins the heads' results under the given names and returns the number of rows.</summary>
    public long Finish(string boxes, string scores)
    {
        Node("Concat", boxes, [.. _boxes], ("axis", 1L));
        Node("Concat", scores, [.. _scores], ("axis", 1L));
        return _rows;
    }

    /// <summary>[1, 1, cells, 2]: what is added to the scaled sigmoid, in input pixels.</summary>
    private static TensorData Cells(DetectionHead head, int width, int height)
    {
        var values = new float[2 * width * height];
        var margin = (head.ScaleXY - 1) / 2;
        for (var cell = 0; cell < width * height; cell++)
        {
            values[2 * cell] = ((cell % width) - margin) * head.Stride;
            values[(2 * cell) + 1] = ((cell / width) - margin) * head.Stride;
        }

        return TensorData.Of([1, 1, width * height, 2], values);
    }

    /// <summary>[1, anchors, 1, 2]: what exp(t), or t squared for new coordinates, is multiplied with to give half a box's size in input pixels.</summary>
    private static TensorData HalfAnchors(DetectionHead head)
    {
        var factor = head.NewCoordinates ? 2 : 0.5f;
        return TensorData.Of([1, head.Anchors.Count, 1, 2], head.Anchors.SelectMany(anchor => (float[])[factor * anchor.Width, factor * anchor.Height]).ToArray());
    }

    private string Shaped(string name, string input, long[] shape) =>
        Node("Reshape", name, [input, Constant($"{name}.shape", TensorData.Of([shape.Length], shape))]);

    private string Constant(string name, TensorData value)
    {
        graph.Initializers.Add(name, value);
        return name;
    }

    private string Node(string operation, string name, List<string> inputs, params (string Name, object Value)[] attributes)
    {
        var node = new Node { Name = name, OpType = operation, Inputs = inputs, Outputs = [name] };
        foreach (var (key, value) in attributes)
        {
            node.Attributes[key] = value;
        }

        graph.Nodes.Add(node);
        return name;
    }
}
