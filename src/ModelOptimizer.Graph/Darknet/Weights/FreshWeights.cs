using System.Runtime.InteropServices;
using ModelOptimizer.Graph.Detection;
using ModelOptimizer.Graph.Zoo;

namespace ModelOptimizer.Graph.Darknet.Weights;

/// <summary>Weights for a description that comes without them, drawn as the zoo draws its own: He's for hidden layers, small ones and a rare object for heads.</summary>
internal static class FreshWeights
{
    public static void Draw(NetworkBuilder network, long seed)
    {
        var generator = new WeightGenerator(seed);
        foreach (var slot in network.Slots)
        {
            network.Graph.Initializers.Add(slot.Name, slot.Role switch
            {
                WeightRole.Scale or WeightRole.Variance => Filled(slot, 1),
                WeightRole.Bias when network.HeadAnchors(slot.Layer) is { } anchors => HeadBias(slot, anchors),
                WeightRole.Filters => generator.Normal(slot.Shape, network.HeadAnchors(slot.Layer) is null ? Deviation(slot) : UntrainedHead.Deviation),
                _ => Filled(slot, 0),
            });
        }
    }

    /// <summary>sqrt(2 / fan-in) (He et al., arXiv 1502.01852).</summary>
    private static double Deviation(WeightSlot slot) => Math.Sqrt(2.0 * slot.Shape[0] / slot.Count);

    private static TensorData HeadBias(WeightSlot slot, int anchors) => Made(slot, values => UntrainedHead.FillBias(values, anchors));

    private static TensorData Filled(WeightSlot slot, float value) => Made(slot, values => values.Fill(value));

    /// <summary>Made when it is looked at, as drawn weights are: a line of text may ask for many.</summary>
    private static TensorData Made(WeightSlot slot, FillValues fill) => new(ElementType.Float32, slot.Shape, new Lazy<ReadOnlyMemory<byte>>(() =>
    {
        var bytes = new byte[slot.Count * sizeof(float)];
        fill(MemoryMarshal.Cast<byte, float>(bytes.AsSpan()));
        return bytes;
    }));

    private delegate void FillValues(Span<float> values);
}
