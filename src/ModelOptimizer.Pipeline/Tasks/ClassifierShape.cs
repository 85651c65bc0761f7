using ModelOptimizer.Graph;
using ModelOptimizer.Graph.Classification;
using ModelOptimizer.Graph.Shapes;

namespace ModelOptimizer.Pipeline.Tasks;

/// <summary>Tells what a classifier without a description of its own takes and gives, from its shapes.</summary>
internal static class ClassifierShape
{
    /// <summary>The model's own description, or one for <paramref name="classes"/> that fits its shapes.</summary>
    /// <exception cref="GraphException">It is no classifier of so many classes.</exception>
    public static ClassifierDescription Describe(ModelGraph graph, IReadOnlyList<string> classes)
    {
        if (ClassifierDescription.Read(graph) is { } described)
        {
            return described;
        }

        if (graph.Inputs is not [{ Type: ElementType.Float32, Shape: [var batch, { Value: 3 }, { Value: { } height }, { Value: { } width }] }])
        {
            throw Refuse("it must have one float32 input of shape [N, 3, height, width] with a fixed height and width");
        }

        if (batch.Value is > 1)
        {
            throw Refuse($"its batch size is fixed to {batch.Value}; export it with a free one, or 1");
        }

        if (graph.Outputs is not [var output] || ShapeInference.Infer(graph)[output.Name]?.Shape is not [_, { Value: { } count }] || count != classes.Count)
        {
            throw Refuse($"it must have one output of shape [N, {classes.Count}], one logit for each of the data set's classes");
        }

        if (graph.Nodes.Exists(node => node.OpType is "Softmax" or "LogSoftmax" && node.Outputs.Contains(output.Name)))
        {
            throw Refuse("it ends in a Softmax; export it with its logits as output");
        }

        return new(classes, (int)width, (int)height);

        static GraphException Refuse(string reason) => new($"This model is no classifier for these data: {reason}.");
    }
}
