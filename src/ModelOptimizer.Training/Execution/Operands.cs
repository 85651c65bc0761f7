using ModelOptimizer.Graph;
using ModelOptimizer.Training.Runtime;
using static TorchSharp.torch;

namespace ModelOptimizer.Training.Execution;

/// <summary>What an operator sees of one forward pass: its operands and how to compute.</summary>
internal readonly struct Operands(Tensor?[] values, ExecutionStep step, ExecutionMode mode, ComputeTarget target)
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

    /// <summary>The elements of a real operand, or null where it is absent.</summary>
    public float[]? Floats(int input) => Elements<float>(input, ScalarType.Float32);

    /// <summary>The elements of an integer operand, or null where it is absent.</summary>
    public long[]? Integers(int input) =>
        step.Node.Input(input) is { } name && step.Constants.TryGetValue(name, out var constant) && constant.Type == ElementType.Int64
            ? constant.Int64s.ToArray()
            : Elements<long>(input, ScalarType.Int64);

    /// <summary>The number in a one-element operand, or null where it is absent.</summary>
    public double? Number(int input) =>
        step.Node.Input(input) is { } name && step.Constants.TryGetValue(name, out var constant) && constant.Type == ElementType.Float32
            ? constant.Floats[0]
            : Elements<double>(input, ScalarType.Float64) is [var number] ? number : null;

    /// <summary>Where values of a type are computed: integers are shape arithmetic, done on the processor.</summary>
    public Device DeviceOf(ElementType type) => type == ElementType.Int64 ? CPU : target.Device;

    private T[]? Elements<T>(int input, ScalarType type) where T : unmanaged
    {
        if (Optional(input) is not { } tensor)
        {
            return null;
        }

        using var host = tensor.detach().cpu().to(type).contiguous();
        using var elements = host.data<T>();
        return elements.ToArray();
    }

    private Tensor ToFactor(Tensor tensor) => tensor.dtype == target.Products ? tensor : tensor.to(target.Products);
}
