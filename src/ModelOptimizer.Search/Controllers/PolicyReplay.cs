using ModelOptimizer.Search.Spaces;
using static TorchSharp.torch;

namespace ModelOptimizer.Search.Controllers;

/// <summary>Tells the probability of decisions that were taken before, all candidates in lockstep: a step that a candidate skipped leaves its row as it is.</summary>
internal static class PolicyReplay
{
    /// <summary>Logarithms of probabilities and entropies, summed over the decisions of each candidate, with their history; each <c>[candidates]</c>.</summary>
    public static (Tensor LogProbabilities, Tensor Entropies) Run(PolicyNetwork network, IReadOnlyList<SearchStep> steps, IReadOnlyList<Trajectory> rows)
    {
        using var scope = NewDisposeScope();
        var type = network.Start.dtype;
        var state = network.Stack.Start(rows.Count);
        var before = network.Start.expand(rows.Count, -1);
        var (logarithms, entropies) = (zeros([rows.Count, 1], type), zeros([rows.Count, 1], type));
        foreach (var step in steps)
        {
            var values = rows.Select(row => row.Values[step.Position]).ToArray();
            var due = values.Count(value => !double.IsNaN(value));
            if (due == 0)
            {
                continue;
            }

            var after = network.Stack.Step(network.Input(before, step.Position), state);
            var (logarithm, entropy, next) = step.IsBlock ? Block(network, after[^1].Hidden, values, type) : Ratio(network, after[^1].Hidden, values, type);
            if (due == rows.Count)
            {
                (state, before) = (after, next);
            }
            else
            {
                var mask = Column(values, value => double.IsNaN(value) ? 0 : 1, type).to(ScalarType.Bool);
                for (var layer = 0; layer < after.Length; layer++)
                {
                    after[layer] = (where(mask, after[layer].Hidden, state[layer].Hidden), where(mask, after[layer].Cell, state[layer].Cell));
                }

                (state, before) = (after, where(mask, next, before));
                (logarithm, entropy) = (where(mask, logarithm, zeros_like(logarithm)), where(mask, entropy, zeros_like(entropy)));
            }

            logarithms = logarithms.add(logarithm);
            entropies = entropies.add(entropy);
        }

        return (scope.MoveToOuter(logarithms.squeeze(1)), scope.MoveToOuter(entropies.squeeze(1)));
    }

    private static (Tensor Logarithm, Tensor Entropy, Tensor Next) Block(PolicyNetwork network, Tensor hidden, double[] values, ScalarType type)
    {
        var logarithms = network.Block(hidden);
        var choices = cat([Column(values, value => value == 1 ? 0 : 1, type), Column(values, value => value == 1 ? 1 : 0, type)], 1);
        return (
            logarithms.mul(choices).sum(1, keepdim: true),
            logarithms.exp().mul(logarithms).sum(1, keepdim: true).neg(),
            network.AfterBlock(choices));
    }

    private static (Tensor Logarithm, Tensor Entropy, Tensor Next) Ratio(PolicyNetwork network, Tensor hidden, double[] values, ScalarType type)
    {
        var (mean, deviation) = network.Ratio(hidden);
        var drawn = Column(values, value => double.IsNaN(value) ? 0 : value, type);
        return (
            NormalDensity.Log(drawn, mean, deviation),
            NormalDensity.Entropy(deviation),
            network.AfterRatio(cat([drawn.sigmoid(), ones_like(drawn)], 1)));
    }

    private static Tensor Column(double[] values, Converter<double, double> convert, ScalarType type) =>
        tensor(Array.ConvertAll(values, value => (float)convert(value)), type).view(values.Length, 1);
}
