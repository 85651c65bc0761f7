using ModelOptimizer.Data.Batches;

namespace ModelOptimizer.Data.Tests.Batches;

public sealed class OrderedPrefetchTests
{
    [Fact]
    public void Keeps_the_order_whatever_finishes_first()
    {
        var random = new Random(1);
        int[] delays = [.. Enumerable.Range(0, 40).Select(_ => random.Next(5))];
        var items = OrderedPrefetch.Run(
            0,
            40,
            index =>
            {
                Thread.Sleep(delays[index]);
                return new Item(index);
            },
            threads: 4,
            prefetch: 4,
            TestContext.Current.CancellationToken);

        Assert.Equal(Enumerable.Range(0, 40), items.Select(item => item.Index));
    }

    [Fact]
    public void Prepares_no_more_than_the_bound_ahead()
    {
        var (prepared, consumed, furthest) = (0, 0, 0);
        foreach (var item in OrderedPrefetch.Run(0, 50, Prepare, threads: 2, prefetch: 3, TestContext.Current.CancellationToken))
        {
            Thread.Sleep(1);
            Interlocked.Increment(ref consumed);
        }

        // Three wait in the channel, one waits for room in it, one runs beside that, one is with the consumer.
        Assert.InRange(furthest, 1, 6);

        Item Prepare(int index)
        {
            furthest = Math.Max(furthest, Interlocked.Increment(ref prepared) - Volatile.Read(ref consumed));
            return new(index);
        }
    }

    [Fact]
    public void A_failure_surfaces_at_its_item()
    {
        var seen = new List<int>();
        var failure = Assert.Throws<InvalidOperationException>(() =>
        {
            foreach (var item in OrderedPrefetch.Run(0, 9, Prepare, 2, 2, TestContext.Current.CancellationToken))
            {
                seen.Add(item.Index);
            }
        });

        Assert.Equal("three", failure.Message);
        Assert.Equal([0, 1, 2], seen);

        static Item Prepare(int index) => index == 3 ? throw new InvalidOperationException("three") : new(index);
    }

    [Fact]
    public void Cancelling_ends_the_enumeration_with_an_exception()
    {
        using var cancellation = new CancellationTokenSource();
        var seen = 0;

        Assert.ThrowsAny<OperationCanceledException>(() =>
        {
            foreach (var item in OrderedPrefetch.Run(0, 1000, index => new Item(index), 2, 2, cancellation.Token))
            {
                if (++seen == 5)
                {
                    cancellation.Cancel();
                }
            }
        });
        Assert.Equal(5, seen);
    }

    [Fact]
    public void Leaving_the_loop_stops_the_background_work()
    {
        var prepared = 0;
        foreach (var item in OrderedPrefetch.Run(
            0,
            1000,
            index =>
            {
                Interlocked.Increment(ref prepared);
                return new Item(index);
            },
            2,
            2,
            TestContext.Current.CancellationToken))
        {
            break;
        }

        var afterwards = prepared;
        Thread.Sleep(50);

        Assert.InRange(afterwards, 1, 10);
        Assert.Equal(afterwards, prepared);
    }

    private sealed record Item(int Index) : IDisposable
    {
        public void Dispose()
        {
        }
    }
}
