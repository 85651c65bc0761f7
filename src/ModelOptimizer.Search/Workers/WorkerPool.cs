using System.Collections.Concurrent;
using ModelOptimizer.Pruning.Plans;
using ModelOptimizer.Search.Rollouts;

namespace ModelOptimizer.Search.Workers;

/// <summary>Runs rollouts in worker processes. A worker that dies or hangs costs the rollout that it was at; another takes its place.</summary>
/// <param name="options">How workers are run.</param>
/// <param name="setup">What they work with.</param>
public sealed class WorkerPool(WorkerOptions options, RolloutSetup setup) : IRolloutExecutor
{
    /// <summary>So many workers lost in a row, without one rollout in between, mean that none can be run.</summary>
    private const int MostLosses = 5;

    private readonly WorkerProcess?[] _workers = new WorkerProcess?[options.Count];
    private readonly Lock _reporting = new();
    private int _losses;

    /// <inheritdoc/>
    /// <exception cref="SearchException">Workers cannot be started or refuse the setup, or one after the other is lost.</exception>
    public void Run(IReadOnlyList<PruningPlan> plans, Action<int, RolloutOutcome> finished, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(plans);
        ArgumentNullException.ThrowIfNull(finished);
        var waiting = new ConcurrentQueue<int>(Enumerable.Range(0, plans.Count));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var slots = Enumerable.Range(0, Math.Min(options.Count, plans.Count)).Select(slot => Task.Run(() => Serve(slot), CancellationToken.None)).ToArray();
        try
        {
            Task.WaitAll(slots, CancellationToken.None);
        }
        catch (AggregateException failures)
        {
            var failure = failures.Flatten().InnerExceptions.OrderBy(error => error is OperationCanceledException).First();
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failure);
        }

        void Serve(int slot)
        {
            try
            {
                while (waiting.TryDequeue(out var index))
                {
                    stop.Token.ThrowIfCancellationRequested();
                    var outcome = Run(slot, plans[index], stop.Token);
                    lock (_reporting)
                    {
                        finished(index, outcome);
                    }
                }
            }
            catch
            {
                stop.Cancel();
                throw;
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var worker in _workers)
        {
            worker?.Dispose();
        }
    }

    private RolloutOutcome Run(int slot, PruningPlan plan, CancellationToken cancellation)
    {
        try
        {
            var worker = _workers[slot] ??= new(options, setup, cancellation);
            var answer = worker.Ask(new() { Plan = plan.ToJson() }, options.Timeout, cancellation);
            Interlocked.Exchange(ref _losses, 0);
            return answer.Outcome ?? throw new WorkerException("it gave no outcome");
        }
        catch (WorkerException error)
        {
            Lose(slot);

            // Whoever interrupts the search interrupts its workers, too; that is no failure of the candidate.
            cancellation.ThrowIfCancellationRequested();
            return Interlocked.Increment(ref _losses) < MostLosses
                ? new(null, $"worker lost: {error.Message}")
                : throw new SearchException($"{MostLosses} workers in a row were lost, so none seems able to run. The last one: {error.Message}");
        }
        catch (OperationCanceledException)
        {
            Lose(slot);
            throw;
        }
    }

    private void Lose(int slot)
    {
        _workers[slot]?.Dispose();
        _workers[slot] = null;
    }
}
