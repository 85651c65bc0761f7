using ModelOptimizer.Graph;
using ModelOptimizer.Pruning.Coupling;

namespace ModelOptimizer.Pruning.Criteria;

/// <summary>
/// The norm of all weights that leave with a coupled set: the filters that make its channels, as BatchNormalization scales them, and the slices of the
/// layers that read them.
/// </summary>
internal sealed class CoupledValues(ModelGraph graph, ChannelCoupling coupling, CpmcOptions options)
{
    private readonly double[] _sums = new double[coupling.Count];
    private readonly long[] _weights = new long[coupling.Count];

    /// <summary>One value per coupled set; NaN where no layer makes its channels.</summary>
    public double[] Compute()
    {
        var folded = new FoldedScale(graph, coupling);
        // A weight that several operators share leaves once.
        var factors = new Dictionary<string, OutputFactors>(StringComparer.Ordinal);
        foreach (var layer in coupling.Layers.DistinctBy(layer => layer.Initializer))
        {
            factors[layer.Initializer] = new(layer.Channels.Axis, folded.Of(layer));
            Add(layer, factors[layer.Initializer]);
        }

        var made = Array.ConvertAll(_weights, weights => weights > 0);
        if (options.Consumers)
        {
            foreach (var reader in coupling.Slots.Where(slot => slot.Role == ChannelRole.Input).DistinctBy(slot => slot.Initializer))
            {
                Add(reader, factors.GetValueOrDefault(reader.Initializer));
            }
        }

        var values = new double[coupling.Count];
        for (var set = 0; set < values.Length; set++)
        {
            values[set] = made[set] ? Value(_sums[set], _weights[set]) : double.NaN;
        }

        if (options.Scale == ValueScale.Layer)
        {
            DivideByMeans(values);
        }

        return values;
    }

    private void Add(ChannelSlot slot, OutputFactors factors)
    {
        var weight = graph.Initializers[slot.Initializer];
        var (sums, sets) = (SliceSums.Of(weight, slot.Channels.Axis, options.Norm, factors), slot.Channels.Sets());
        var entries = weight.Count / sets.Length;
        for (var position = 0; position < sets.Length; position++)
        {
            _sums[sets[position]] += sums[position];
            _weights[sets[position]] += entries;
        }
    }

    private double Value(double sum, long weights)
    {
        var scaled = options.Scale == ValueScale.Element ? sum / weights : sum;
        return options.Norm == WeightNorm.L1 ? scaled : Math.Sqrt(scaled);
    }

    private void DivideByMeans(double[] values)
    {
        foreach (var layer in coupling.Blocks.Where(block => block.Layer is not null).GroupBy(block => block.Layer))
        {
            int[] sets = [.. layer.SelectMany(block => Enumerable.Range(block.Start, block.Width)).Where(set => !double.IsNaN(values[set]))];
            var mean = sets.Length == 0 ? 0 : sets.Average(set => values[set]);
            foreach (var set in sets)
            {
                values[set] = mean > 0 ? values[set] / mean : values[set];
            }
        }
    }
}
