using System.Diagnostics;
using ModelOptimizer.Graph;
using ModelOptimizer.Graph.Onnx;
using ModelOptimizer.Pruning.Selection;

namespace ModelOptimizer.Pipeline.Verification;

/// <summary>Measures latency in ONNX Runtime on one image of noise.</summary>
/// <param name="threads">Threads for one image; null for one per core.</param>
/// <param name="cancellation">Ends the measurement.</param>
internal sealed class OnnxLatencyMeter(int? threads, CancellationToken cancellation) : ILatencyMeter
{
    private const int WarmUps = 3;
    private const int Runs = 21;

    /// <inheritdoc/>
    public double Milliseconds(ModelGraph graph)
    {
        var noise = NoiseInput.Of(graph);
        using var session = new OnnxSession(OnnxFile.ToBytes(graph), threads);
        var milliseconds = new List<double>(Runs);
        for (var run = -WarmUps; run < Runs; run++)
        {
            cancellation.ThrowIfCancellationRequested();
            var started = Stopwatch.GetTimestamp();
            session.Run(noise.Values, noise.Shape).Dispose();
            if (run >= 0)
            {
                milliseconds.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            }
        }

        return Latency.Of(milliseconds).MedianMilliseconds;
    }
}
