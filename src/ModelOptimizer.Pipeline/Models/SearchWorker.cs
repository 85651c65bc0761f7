using ModelOptimizer.Pipeline.Verification;
using ModelOptimizer.Search.Workers;

namespace ModelOptimizer.Pipeline.Models;

/// <summary>A worker of a search: judges the plans that it is sent until its input ends.</summary>
public static class SearchWorker
{
    /// <summary>Serves the protocol of <see cref="WorkerMessage"/>.</summary>
    public static void Serve(TextReader input, TextWriter output, CancellationToken cancellation) =>
        RolloutWorker.Serve(input, output, setup => RolloutLoader.Load(setup, () => new OnnxLatencyMeter(setup.Threads, cancellation)), cancellation);
}
