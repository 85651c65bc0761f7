namespace ModelOptimizer.Graph.Rewrites;

/// <summary>A BatchNormalization in inference: y = factor x + shift per channel, in double precision.</summary>
internal sealed class ChannelScale
{
    private readonly double[] _factor;
    private readonly double[] _shift;

    private ChannelScale(double[] factor, double[] shift) => (_factor, _shift) = (factor, shift);

    public int Count => _factor.Length;

    public double Factor(int channel) => _factor[channel];

    public double Shift(int channel) => _shift[channel];

    /// <summary>Null where a parameter is not a float32 constant.</summary>
    public static ChannelScale? Read(Node normalization, Dictionary<string, TensorData> constants)
    {
        var parameters = new TensorData[4];
        for (var input = 1; input <= 4; input++)
        {
            if (!constants.TryGetValue(normalization.Inputs[input], out var tensor) || tensor.Type != ElementType.Float32)
            {
                return null;
            }

            parameters[input - 1] = tensor;
        }

        var gamma = parameters[0].Floats;
        var beta = parameters[1].Floats;
        var mean = parameters[2].Floats;
        var variance = parameters[3].Floats;
        if (beta.Length != gamma.Length || mean.Length != gamma.Length || variance.Length != gamma.Length)
        {
            throw new GraphException($"The parameters of {normalization.OpType} '{normalization.Name}' differ in length.");
        }

        double epsilon = normalization.Float("epsilon", 1e-5f);
        var (factor, shift) = (new double[gamma.Length], new double[gamma.Length]);
        for (var channel = 0; channel < factor.Length; channel++)
        {
            factor[channel] = gamma[channel] / Math.Sqrt(variance[channel] + epsilon);
            shift[channel] = beta[channel] - (mean[channel] * factor[channel]);
        }

        return new(factor, shift);
    }
}
