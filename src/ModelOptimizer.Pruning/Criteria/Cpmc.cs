using ModelOptimizer.Graph;
using ModelOptimizer.Pruning.Coupling;
using ModelOptimizer.Pruning.Selection;

namespace ModelOptimizer.Pruning.Criteria;

/// <summary>
/// CPMC: value, computation and parameters of everything that leaves with a channel, the filters that make it and the slices of all layers that read it,
/// compared over the whole model (arXiv 2011.03240; formulas ours where the paper's are not published). Members add up whatever the aggregation.
/// Use it with the scope <see cref="PruningScope.Global"/>.
/// </summary>
public sealed class Cpmc : ICriterion
{
    private readonly CpmcOptions _options;

    /// <summary>CPMC with its open choices.</summary>
    /// <exception cref="PruningException">A weight is negative.</exception>
    public Cpmc(CpmcOptions? options = null) => _options = (options ?? new()).Checked();

    /// <inheritdoc/>
    public string Name => "cpmc";

    /// <inheritdoc/>
    public float[] Score(ModelGraph graph, ChannelCoupling coupling, Aggregation aggregation)
    {
        var values = new CoupledValues(graph, coupling, _options).Compute();
        var cost = new CandidateCost(graph, coupling);
        var (computation, parameters) = (new double[coupling.Count], new double[coupling.Count]);
        for (var index = 0; index < coupling.Blocks.Count; index++)
        {
            var block = coupling.Blocks[index];
            if (block.IsPrunable)
            {
                var saved = cost.Saving(index);
                computation.AsSpan(block.Start, block.Width).Fill(saved.Macs);
                parameters.AsSpan(block.Start, block.Width).Fill(saved.Parameters);
            }
            else
            {
                values.AsSpan(block.Start, block.Width).Fill(double.NaN);
            }
        }

        int[] judged = [.. Enumerable.Range(0, values.Length).Where(set => !double.IsNaN(values[set]))];
        var scores = new float[values.Length];
        scores.AsSpan().Fill(float.NaN);
        Combine(judged, values, computation, parameters, scores);
        return scores;
    }

    private void Combine(int[] judged, double[] values, double[] computation, double[] parameters, float[] scores)
    {
        var (a, b) = (_options.Computation, _options.Parameters);
        if (_options.Form == CpmcForm.Sum)
        {
            var (v, f, p) = (Spread.Of(values, judged), Spread.Of(computation, judged), Spread.Of(parameters, judged));
            foreach (var set in judged)
            {
                scores[set] = (float)(v.Normalise(values[set]) + (a * (1 - f.Normalise(computation[set]))) + (b * (1 - p.Normalise(parameters[set]))));
            }
        }
        else
        {
            var (v, f, p) = (Mean(values), Mean(computation), Mean(parameters));
            foreach (var set in judged)
            {
                scores[set] = (float)(values[set] / v / (Power(computation[set] / f, a) * Power(parameters[set] / p, b)));
            }
        }

        double Mean(double[] numbers) => judged.Length == 0 ? 1 : judged.Average(set => numbers[set]) is var mean && mean > 0 ? mean : 1;

        // What saves nothing of one cost is judged by the others.
        static double Power(double ratio, double exponent) => ratio > 0 ? Math.Pow(ratio, exponent) : 1;
    }

    /// <summary>The range of a quantity over the model.</summary>
    private readonly record struct Spread(double Least, double Most)
    {
        public static Spread Of(double[] numbers, int[] judged) =>
            judged.Length == 0 ? new(0, 0) : new(judged.Min(set => numbers[set]), judged.Max(set => numbers[set]));

        /// <summary>0 for the least, 1 for the most; 0 where all are equal.</summary>
        public double Normalise(double number) => Most > Least ? (number - Least) / (Most - Least) : 0;
    }
}
