using ModelOptimizer.Data.Augmentation;

namespace ModelOptimizer.Data.Batches;

/// <summary>The order in which an epoch visits the samples.</summary>
internal static class EpochOrder
{
    public static int[] Create(int count, ulong seed, int epoch)
    {
        var order = new int[count];
        for (var i = 0; i < count; i++)
        {
            order[i] = i;
        }

        RandomSequence.Derive(seed, (ulong)epoch).Shuffle(order.AsSpan());
        return order;
    }
}
