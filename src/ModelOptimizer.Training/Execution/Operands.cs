using ModelOptimizer.Graph;
using static TorchSharp.torch;

namespace ModelOptimizer.Training.Execution;

/// <summary>What an operator sees of one forward pass: its operands and how to compute.</summary>
internal readonly struct Operands(Tensor?[] values, ExecutionStep step, ExecutionMode mode, ScalarType products)
{
    /// <summary>Whether this pass trains.</summary>
    public bool Training => mode == ExecutionMode.Training;

    /// <summary>Whether batch normalisation uses and updates the statistics of this batch.</summary>
    public bool MeasuresBatch => mode != ExecutionMode.Inference;

    /// <summary>Whether the first operand may be overwritten by the result.</summary>
    public bool MayOverwrite => step.MayOverwrite;

    /// <summary>Operand <paramref name="input"/>.</summary>
    public Tensor this[int input] => Optional(input)
        ?? throw new TrainingException($"{step.Node} lacks its input {input}.");

    /// <summary>Operand <paramref name="input"/>, or null where it is absent.</summary>
    public Tensor? Optional(int input) => input < step.Inputs.Length && step.Inputs[input] >= 0 ? values[step.Inputs[input]] : null;

    /// <summary>Operand <paramref name="input"/> in the type of convolutions and matrix products.</summary>
    public Tensor Factor(int input) => ToFactor(this[input]);

    /// <summary>As <see cref="Factor"/>, or null where it is absent.</summary>
    public Tensor? OptionalFactor(int input) => Optional(input) is { } tensor ? ToFactor(tensor) : null;

    /// <summary>All operands.</summary>
    public Tensor[] All()
    {
        var all = new Tensor[step.Inputs.Length];
        for (var input = 0; input < all.Length; input++)
        {
            all[input] = this[input];
        }

        return all;
    }

    /// <summary>A constant float32 operand's elements, or null where it is absent or empty.</summary>
    public float[]? Floats(int input) =>
        step.Node.Input(input) is { } name && step.Constants.TryGetValue(name, out var constant) && constant.Count > 0 ? constant.Floats.ToArray() : null;

    /// <summary>An int64 operand's elements, or null where it is absent.</summary>
    public long[]? Integers(int input)
    {
        if (step.Node.Input(input) is { } name && step.Constants.TryGetValue(name, out var constant))
        {
            return constant.Int64s.ToArray();
        }

        if (Optional(input) is not { } tensor)
        {
            return null;
        }

        using var host = tensor.cpu();
        using var elements = host.data<long>();
        return elements.ToArray();
    }

    /// <summary>A one-element operand as a number, or <paramref name="fallback"/> where it is absent.</summary>
    public double Number(int input, double fallback)
    {
        if (step.Node.Input(input) is { } name && step.Constants.TryGetValue(name, out var constant) && constant.Type == ElementType.Float32)
        {
            return constant.Floats[0];
        }

        return Optional(input) is { } tensor ? tensor.to(ScalarType.Float64).cpu().item<double>() : fallback;
    }

    private Tensor ToFactor(Tensor tensor) => tensor.dtype == products ? tensor : tensor.to(products);
}
