using ModelOptimizer.Graph;
using ModelOptimizer.Pipeline.Diagnostics;

namespace ModelOptimizer.Pipeline.Verification;

/// <summary>One image of noise for a model: uniform in [0, 1), the same every time.</summary>
/// <param name="Values">The values, row-major.</param>
/// <param name="Shape">The input's shape, batch size 1.</param>
internal sealed record NoiseInput(float[] Values, long[] Shape)
{
    /// <summary>Makes the input of <paramref name="graph"/>.</summary>
    /// <exception cref="PipelineException">The model has not exactly one float32 input of known size.</exception>
    public static NoiseInput Of(ModelGraph graph)
    {
        return OfShape(ShapeOf(graph));
    }

    /// <summary>Makes an input as small as <paramref name="graph"/> takes it.</summary>
    /// <exception cref="PipelineException">The model has not exactly one float32 input of known size.</exception>
    public static NoiseInput SmallestOf(ModelGraph graph) => OfShape(SmallestImage.Of(graph, ShapeOf(graph)));

    private static NoiseInput OfShape(long[] shape)
    {
        // Noise, not zeros: zeros would make denormals and skipped work look like speed.
        var random = new Random(1);
        var values = new float[shape.Aggregate(1L, (product, size) => product * size)];
        foreach (ref var value in values.AsSpan())
        {
            value = random.NextSingle();
        }

        return new(values, shape);
    }

    private static long[] ShapeOf(ModelGraph graph)
    {
        if (graph.Inputs is not [{ Type: ElementType.Float32, Shape: { } dimensions }])
        {
            throw Refuse(graph, "it must have one float32 input of known rank");
        }

        // A free first dimension is the batch.
        return [.. dimensions.Select((dimension, axis) => dimension.Value ?? (axis == 0 ? 1 : throw Refuse(graph, $"dimension {axis} of its input is not fixed")))];
    }

    private static PipelineException Refuse(ModelGraph graph, string reason) =>
        new(Diagnostic.Error(DiagnosticCodes.ModelInvalid, $"The model \"{graph.Name}\" cannot be measured: {reason}."));
}
