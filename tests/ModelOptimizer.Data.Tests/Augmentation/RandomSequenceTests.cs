using ModelOptimizer.Data.Augmentation;

namespace ModelOptimizer.Data.Tests.Augmentation;

public sealed class RandomSequenceTests
{
    [Fact]
    public void Is_splitmix64()
    {
        // The reference sequence for seed 1234567, as published with the generator's public implementations.
        var random = new RandomSequence(1234567);

        Assert.Equal(
            [6457827717110365317, 3203168211198807973, 9817491932198370423, 4593380528125082431, 16408922859458223821],
            Enumerable.Range(0, 5).Select(_ => random.NextBits()));
    }

    [Fact]
    public void Every_index_has_its_own_sequence()
    {
        var first = new HashSet<ulong>();
        for (ulong epoch = 0; epoch < 50; epoch++)
        {
            for (ulong sample = 0; sample < 50; sample++)
            {
                Assert.True(first.Add(RandomSequence.Derive(1, epoch, sample).NextBits()));
            }
        }
    }

    [Fact]
    public void Equal_indices_have_equal_sequences()
        => Assert.Equal(RandomSequence.Derive(7, 3, 5).NextBits(), RandomSequence.Derive(7, 3, 5).NextBits());

    [Fact]
    public void Integers_are_spread_evenly()
    {
        // 60,000 draws of 6: each count is binomial with mean 10,000 and deviation 91; six deviations either way.
        var random = new RandomSequence(3);
        var counts = new int[6];
        for (var i = 0; i < 60_000; i++)
        {
            counts[random.NextInt32(6)]++;
        }

        Assert.All(counts, count => Assert.InRange(count, 9_450, 10_550));
    }

    [Fact]
    public void Shuffling_keeps_every_item()
    {
        var items = Enumerable.Range(0, 100).ToArray();
        new RandomSequence(9).Shuffle(items.AsSpan());

        Assert.NotEqual(Enumerable.Range(0, 100), items);
        Assert.Equal(Enumerable.Range(0, 100), items.Order());
    }
}
