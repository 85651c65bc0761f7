using System.Diagnostics;
using System.Globalization;
using ModelOptimizer.Graph;
using ModelOptimizer.Graph.Zoo;
using ModelOptimizer.Pruning.Coupling;

namespace ModelOptimizer.Benchmarks;

/// <summary>
/// How the analysis of a graph grows with it: microseconds per layer on chains of residual blocks, of channel shuffles, and of plain convolutions.
/// A linear analysis takes as long per layer on long chains as on short ones.
/// </summary>
internal static class CouplingBenchmark
{
    private static readonly int[] Lengths = [100, 1_000, 10_000];

    /// <summary>The best of so many runs of each, in microseconds per layer.</summary>
    public static IReadOnlyList<ChainTime> Run(int runs) =>
        [.. from chain in new[] { "plain", "residual", "shuffle" } from length in Lengths select Measure(chain, length, runs)];

    private static ChainTime Measure(string chain, int length, int runs)
    {
        var graph = Build(chain, length);
        var best = double.MaxValue;
        for (var run = 0; run <= runs; run++)
        {
            var watch = Stopwatch.StartNew();
            var coupling = ChannelCoupling.Of(graph);
            if (coupling.Refusals.Count > 0)
            {
                throw new InvalidOperationException($"The chain must be followed: {coupling.Refusals[0]}");
            }

            // The first run compiles.
            best = run == 0 ? best : Math.Min(best, watch.Elapsed.TotalMicroseconds / length);
        }

        return new(chain, length, best);
    }

    private static ModelGraph Build(string chain, int length)
    {
        const int Width = 16, Size = 8;
        var builder = new GraphBuilder(chain, 1);
        var x = builder.Input("images", 3, Size, Size).ConvLeaky("stem", Width, 3);
        for (var layer = 0; layer < length; layer++)
        {
            var next = x.ConvLeaky($"c{layer}", Width, 3);
            x = chain switch
            {
                "residual" => next.Add($"a{layer}", x),
                "shuffle" => Shuffled(next, $"s{layer}", Size),
                _ => next,
            };
        }

        builder.Output(x.Conv("head", 2, 1), 2, Size, Size);
        return builder.Graph;
    }

    private static Feature Shuffled(Feature x, string name, int size)
    {
        var grid = x.Builder.Constant($"{name}.grid", TensorData.Of([5], [0L, 2, x.Channels / 2, size, size]));
        var spread = x.Builder.Node("Reshape", $"{name}/spread", x.Channels, [x.Name, grid]);
        var swapped = x.Builder.Node("Transpose", $"{name}/swap", x.Channels, [spread.Name], ("perm", new long[] { 0, 2, 1, 3, 4 }));
        return x.Builder.Node("Reshape", name, x.Channels, [swapped.Name, x.Builder.Constant($"{name}.shape", TensorData.Of([4], [0L, x.Channels, size, size]))]);
    }
}

/// <summary>The time that a layer of a chain takes.</summary>
/// <param name="Chain">What the chain is made of.</param>
/// <param name="Layers">Its length.</param>
/// <param name="Microseconds">Microseconds per layer.</param>
internal readonly record struct ChainTime(string Chain, int Layers, double Microseconds)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Chain,-9} {Layers,6} layers {Microseconds,7:F2} us per layer");
}
