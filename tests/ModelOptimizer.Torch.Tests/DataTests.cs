using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace ModelOptimizer.Torch.Tests;

public class DataTests
{
    [Fact]
    public void Tensors_copy_their_data()
    {
        var source = new[] { 1f, 2f };
        using var t = tensor(source);
        source[0] = 9;
        Assert.Equal([1f, 2f], t.data<float>().ToArray());
    }

    [Fact]
    public void Arrays_taken_as_they_are_share_their_memory()
    {
        var (numbers, table) = (new[] { 1L, 2L }, new[,] { { 1f, 2f }, { 3f, 4f } });
        using var scope = NewDisposeScope();
        var (shared, all, converted) = (as_tensor(numbers), from_array(table), as_tensor(numbers, float32));
        (numbers[0], table[1, 0]) = (9, 8);
        Assert.Equal([9L, 2L], shared.data<long>().ToArray());
        Assert.Equal([1f, 2f, 8f, 4f], all.data<float>().ToArray());
        Assert.Equal([1f, 2f], converted.data<float>().ToArray());
        Assert.Equal([0L], as_tensor(Array.Empty<long>()).shape);
    }

    [Fact]
    public void Buffers_are_shared_and_released()
    {
        var source = new[] { 1f, 2f, 3f, 4f };
        using (var t = frombuffer(source, float32, count: 2, offset: 1))
        {
            source[1] = 9;
            Assert.Equal([9f, 3f], t.data<float>().ToArray());
            t.mul_(2);
        }
        Assert.Equal([1f, 18f, 6f, 4f], source);
        Assert.Throws<IndexOutOfRangeException>(() => frombuffer(source, float32, count: 5));
        Assert.Throws<ArgumentException>(() => frombuffer(source, float32, offset: 4));
        Assert.Throws<ArgumentException>(() => frombuffer(Array.Empty<float>(), float32));
    }

    [Fact]
    public void Buffers_of_another_element_type_are_converted()
    {
        var source = new[] { 1f, 2f, 3f };
        using var t = frombuffer(source, int64, offset: 1);
        Assert.Equal([2L, 3L], t.data<long>().ToArray());
        t.mul_(2);
        Assert.Equal([1f, 2f, 3f], source);
    }

    [Fact]
    public void Element_types_follow_the_data()
    {
        using var scope = NewDisposeScope();
        Assert.Equal(
            [ScalarType.Bool, uint8, int8, int16, int32, int64, float32, float64],
            [.. new[] { tensor(true), tensor((byte)1), tensor((sbyte)1), tensor((short)1), tensor(1), tensor(1L), tensor(1f), tensor(1.0) }.Select(t => t.dtype)]);
        Assert.Equal(int64, arange(3).dtype);
        Assert.Equal(float32, arange(3.0).dtype);
        Assert.Equal([int64, int64, float32, float32], [full([2], 3).dtype, full([2], true).dtype, full([2], 3.0).dtype, full([2], 3f).dtype]);
        Assert.Equal(int64, randint(3, [2]).dtype);
        Assert.Equal(float16, tensor([1f, 2f], dtype: float16).dtype);
    }

    [Fact]
    public void Rejects_data_that_do_not_fill_the_shape()
        => Assert.Throws<ArgumentException>(() => tensor([1f, 2f, 3f], [2, 2]));

    [Fact]
    public void Multidimensional_arrays_keep_their_shape()
    {
        using var t = tensor(new[,] { { 1L, 2, 3 }, { 4, 5, 6 } });
        Assert.Equal([2, 3], t.shape);
        Assert.Equal(6L, t[1, 2].item<long>());
        using var u = from_array(new[,] { { 1, 2 } });
        Assert.Equal((int32, 2), (u.dtype, (int)u.numel()));
    }

    [Fact]
    public void Accessors_follow_the_strides()
    {
        using var scope = NewDisposeScope();
        var t = arange(6).view(2, 3).t();
        using var data = t.data<long>();
        Assert.Equal([0, 3, 1, 4, 2, 5], data.ToArray());
        Assert.Equal(data.ToArray(), data.AsEnumerable());
        Assert.Equal((6, 4, 4), (data.Count, data[3], data[1, 1]));
        data[2, 0] = 7;
        Assert.Equal(7L, t[2, 0].item<long>());
        var part = new long[2];
        data.CopyTo(part, 0, 4);
        Assert.Equal([7, 5], part);
        data.CopyFrom([10, 11, 12, 13, 14, 15]);
        Assert.Equal(13L, t[1, 1].item<long>());
        Assert.Throws<IndexOutOfRangeException>(() => data[6]);
    }

    [Fact]
    public void Accessors_refuse_another_element_type()
    {
        using var t = ones(2);
        Assert.Throws<ArgumentException>(() => t.data<double>());
        Assert.Throws<ArgumentException>(() => t[0].item<double>());
        Assert.Throws<ArgumentException>(() => t.item<float>());
    }

    [Fact]
    public void Bytes_are_the_memory_of_contiguous_tensors()
    {
        using var scope = NewDisposeScope();
        var t = zeros(2, 3);
        MemoryMarshal.Cast<byte, float>(t.bytes)[4] = 5;
        Assert.Equal(5f, t[1, 1].item<float>());
        Assert.Throws<InvalidOperationException>(() => t.t().bytes.Length);
    }

    [Fact]
    public void Scalars_of_every_type_are_readable()
    {
        using var scope = NewDisposeScope();
        Assert.Equal(2.5f, tensor(2.5f).ToSingle());
        Assert.Equal(2.5, tensor(2.5f).to(bfloat16).ToDouble());
        Assert.Equal(7, tensor(7L).ToInt32());
        Assert.True(tensor(true).ToBoolean());
        Assert.Equal(3L, (long)tensor(3));
        Assert.Equal(2.5f, (float)tensor(2.5));
    }

    [Fact]
    public void Random_numbers_repeat_with_their_seed()
    {
        using var scope = NewDisposeScope();
        manual_seed(42);
        var a = randn(5);
        manual_seed(42);
        Assert.True(a.Equals(randn(5)));

        using var generator = new Generator(7);
        var b = rand(5, generator: generator);
        var state = generator.get_state();
        var c = rand(5, generator: generator);
        generator.set_state(state);
        Assert.True(c.Equals(rand(5, generator: generator)));
        generator.manual_seed(7);
        Assert.True(b.Equals(rand(5, generator: generator)));
        Assert.Equal(7L, generator.initial_seed());
        Assert.False(b.Equals(c));
    }

    [Fact]
    public void The_default_generator_keeps_its_state_across_restores()
    {
        using var scope = NewDisposeScope();
        var state = torch.random.get_rng_state();
        var a = randperm(20);
        torch.random.set_rng_state(state);
        Assert.True(a.Equals(randperm(20)));
        Assert.Equal(Enumerable.Range(0, 20).Select(i => (long)i), a.sort().Values.data<long>().ToArray());
    }

    [Fact]
    public void The_number_of_threads_can_be_set()
    {
        var before = get_num_threads();
        set_num_threads(1);
        Assert.Equal(1, get_num_threads());
        set_num_threads(before);
    }

    [Fact]
    public void Describes_itself_in_one_line()
    {
        using var t = zeros(2, 3);
        Assert.Equal("[2x3], type = Float32, device = cpu", t.ToString());
    }
}
