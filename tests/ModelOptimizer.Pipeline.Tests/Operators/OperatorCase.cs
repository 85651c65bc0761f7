using ModelOptimizer.Graph;

namespace ModelOptimizer.Pipeline.Tests.Operators;

/// <summary>One operator as one operator set has it.</summary>
/// <param name="OperatorSet">The version of the operator set.</param>
/// <param name="Operator">The operator.</param>
/// <param name="Input">The shape of the first operand, which is filled with noise around zero.</param>
internal sealed record OperatorCase(long OperatorSet, string Operator, params long[] Input)
{
    /// <summary>The attributes.</summary>
    public SortedDictionary<string, object> Attributes { get; init; } = new(StringComparer.Ordinal);

    /// <summary>The operands after the first; null where one is left out.</summary>
    public TensorData?[] Operands { get; init; } = [];

    /// <summary>How many outputs there are.</summary>
    public int Outputs { get; init; } = 1;

    /// <summary>Which output holds positions rather than reals.</summary>
    public int PositionsAt { get; init; } = -1;

    /// <summary>Reals that are the same every time.</summary>
    public static TensorData Noise(params long[] shape)
    {
        var random = new Random(2);
        var values = new float[shape.Aggregate(1L, (product, size) => product * size)];
        foreach (ref var value in values.AsSpan())
        {
            value = (2 * random.NextSingle()) - 1;
        }

        return TensorData.Of(shape, values);
    }

    /// <summary>A model of nothing but the operator.</summary>
    public ModelGraph Graph()
    {
        var graph = new ModelGraph
        {
            IrVersion = OperatorSet > 20 ? 10 : 8,
            OperatorSets = new(StringComparer.Ordinal) { [""] = OperatorSet },
            Inputs = { new("x", ElementType.Float32, [.. Input.Select(size => new Dimension(size))]) },
            Nodes =
            {
                new()
                {
                    Name = "node",
                    OpType = Operator,
                    Inputs = ["x", .. Operands.Select((operand, index) => operand is null ? "" : $"c{index}")],
                    Outputs = [.. Enumerable.Range(0, Outputs).Select(index => $"y{index}")],
                    Attributes = Attributes,
                },
            },
        };
        for (var index = 0; index < Operands.Length; index++)
        {
            if (Operands[index] is { } operand)
            {
                graph.Initializers[$"c{index}"] = operand;
            }
        }

        graph.Outputs.AddRange(graph.Nodes[0].Outputs.Select((output, index) => new ValueInfo(output, index == PositionsAt ? ElementType.Int64 : ElementType.Float32, null)));
        return graph;
    }
}
