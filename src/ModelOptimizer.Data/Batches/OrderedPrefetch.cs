using System.Threading.Channels;

namespace ModelOptimizer.Data.Batches;

/// <summary>Prepares items on background threads ahead of the consumer and hands them over in their order.</summary>
internal static class OrderedPrefetch
{
    /// <summary>Yields prepare(first) to prepare(end - 1). A failure surfaces at its item; leaving the loop early disposes what was prepared in vain.</summary>
    public static IEnumerable<T> Run<T>(int first, int end, Func<int, T> prepare, int threads, int prefetch, CancellationToken cancellation)
        where T : IDisposable
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using var limiter = new SemaphoreSlim(threads);
        var channel = Channel.CreateBounded<Task<T>>(new BoundedChannelOptions(prefetch) { SingleReader = true, SingleWriter = true });
        var producer = Task.Run(() => ProduceAsync(first, end, prepare, limiter, channel.Writer, stop.Token), CancellationToken.None);
        try
        {
            while (channel.Reader.WaitToReadAsync(cancellation).AsTask().GetAwaiter().GetResult())
            {
                while (channel.Reader.TryRead(out var item))
                {
                    cancellation.ThrowIfCancellationRequested();
                    yield return item.WaitAsync(cancellation).GetAwaiter().GetResult();
                }
            }

            cancellation.ThrowIfCancellationRequested();
        }
        finally
        {
            stop.Cancel();
            producer.GetAwaiter().GetResult();
            while (channel.Reader.TryRead(out var item))
            {
                item.ContinueWith(static task => task.Result.Dispose(), CancellationToken.None, TaskContinuationOptions.OnlyOnRanToCompletion, TaskScheduler.Default);
            }

            // Every permit back means that no background work is left behind.
            for (var i = 0; i < threads; i++)
            {
                limiter.Wait(CancellationToken.None);
            }
        }
    }

    private static async Task ProduceAsync<T>(int first, int end, Func<int, T> prepare, SemaphoreSlim limiter, ChannelWriter<Task<T>> writer, CancellationToken stop)
    {
        try
        {
            for (var i = first; i < end; i++)
            {
                await limiter.WaitAsync(stop).ConfigureAwait(false);
                var index = i;
                var item = Task.Run(
                    () =>
                    {
                        try
                        {
                            return prepare(index);
                        }
                        finally
                        {
                            limiter.Release();
                        }
                    },
                    CancellationToken.None);
                await writer.WriteAsync(item, stop).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            // The consumer left; it ends the loop itself.
        }
        finally
        {
            writer.Complete();
        }
    }
}
