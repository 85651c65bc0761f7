using System.Diagnostics;
using ModelOptimizer.Graph;
using ModelOptimizer.Graph.Onnx;
using ModelOptimizer.Pipeline.Diagnostics;

namespace ModelOptimizer.Pipeline.Verification;

/// <summary>Two models measured in one run, in turns, so that whatever disturbs the machine disturbs both.</summary>
/// <param name="First">The first model.</param>
/// <param name="Second">The second model.</param>
/// <param name="Threads">Threads that ONNX Runtime used for one image.</param>
public sealed record LatencyComparison(Latency First, Latency Second, int Threads)
{
    private const int WarmUps = 5;

    /// <summary>Median of the first over median of the second: how many times faster the second is.</summary>
    public double Ratio => Math.Round(First.MedianMilliseconds / Second.MedianMilliseconds, 4);

    /// <summary>Measures two models on one image of noise each, batch size 1.</summary>
    /// <param name="first">The first model.</param>
    /// <param name="second">The second model.</param>
    /// <param name="runs">Measured runs of each, at least 1.</param>
    /// <param name="threads">Threads for one image; null for one per core.</param>
    /// <param name="cancellation">Ends the measurement.</param>
    /// <exception cref="PipelineException">A model has not exactly one float32 input of known size, or ONNX Runtime refuses it.</exception>
    public static LatencyComparison Measure(ModelGraph first, ModelGraph second, int runs, int? threads, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(runs, 1);
        using var one = new Contestant(first, threads);
        using var other = new Contestant(second, threads);
        for (var run = -WarmUps; run < runs; run++)
        {
            cancellation.ThrowIfCancellationRequested();

            // Who goes first changes every time: the second finds the caches as the first left them.
            var (leader, follower) = run % 2 == 0 ? (one, other) : (other, one);
            leader.Run(isMeasured: run >= 0);
            follower.Run(isMeasured: run >= 0);
        }

        return new(Latency.Of(one.Milliseconds), Latency.Of(other.Milliseconds), threads ?? Environment.ProcessorCount);
    }

    private sealed class Contestant(ModelGraph graph, int? threads) : IDisposable
    {
        private readonly OnnxSession session = new(OnnxFile.ToBytes(graph), threads);
        private readonly NoiseInput noise = NoiseInput.Of(graph);

        public List<double> Milliseconds { get; } = [];

        public void Run(bool isMeasured)
        {
            var started = Stopwatch.GetTimestamp();
            session.Run(noise.Values, noise.Shape).Dispose();
            if (isMeasured)
            {
                Milliseconds.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            }
        }

        public void Dispose() => session.Dispose();
    }
}
