using TorchSharp;
using static TorchSharp.torch;

namespace ModelOptimizer.Torch.Tests;

public sealed class SerializationTests : IDisposable
{
    private readonly string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

    public void Dispose() => File.Delete(path);

    [Fact]
    public void Archives_of_libtorch_round_trip()
    {
        using var scope = NewDisposeScope();
        var t = randn(2, 3);
        save(t, path);
        Assert.True(t.Equals(load(path)));
    }

    [Theory]
    [InlineData(ScalarType.Float32)]
    [InlineData(ScalarType.BFloat16)]
    [InlineData(ScalarType.Int64)]
    [InlineData(ScalarType.Bool)]
    public void Streams_round_trip(ScalarType type)
    {
        using var scope = NewDisposeScope();
        var t = arange(300).view(3, 100).to(type);
        using var stream = new MemoryStream();
        t.Save(new BinaryWriter(stream));
        stream.Position = 0;
        var read = Tensor.Load(stream);
        Assert.Equal(type, read.dtype);
        Assert.True(t.Equals(read));
    }

    // Float32 is 6; rank 2; sizes 2 and 200 = 0xC8 0x01 in LEB128; then 4-byte floats.
    [Fact]
    public void The_stream_format_is_TorchSharps()
    {
        using var t = ones(2, 200);
        using var stream = new MemoryStream();
        t.Save(new BinaryWriter(stream));
        Assert.Equal([6, 2, 2, 0xC8, 1, 0, 0, 0x80, 0x3F], stream.ToArray()[..9]);
        Assert.Equal(5 + (400 * 4), stream.Length);
    }

    [Fact]
    public void Loading_into_another_shape_or_type_is_refused()
    {
        using var scope = NewDisposeScope();
        using var stream = new MemoryStream();
        ones(2).Save(new BinaryWriter(stream));
        stream.Position = 0;
        Assert.Throws<ArgumentException>(() => ones(3).Load(new BinaryReader(stream)));
        stream.Position = 0;
        Assert.Throws<ArgumentException>(() => ones(2, int64).Load(new BinaryReader(stream)));
    }

    [Fact]
    public void A_truncated_stream_is_refused()
    {
        using var scope = NewDisposeScope();
        Assert.Throws<EndOfStreamException>(() => Tensor.Load(new MemoryStream([6, 1, 4, 0, 0, 0])));
        Assert.Throws<EndOfStreamException>(() => Tensor.Load(new MemoryStream([])));
    }

    [Fact]
    public void Loading_closes_the_stream()
    {
        using var stream = new MemoryStream([0, 1, 1, 7]);
        using var t = Tensor.Load(stream);
        Assert.Equal(7, t.ToInt32());
        Assert.False(stream.CanRead);
    }

    [Fact]
    public void Only_contiguous_tensors_are_written()
    {
        using var scope = NewDisposeScope();
        Assert.Throws<InvalidOperationException>(() => ones(2, 3).t().Save(new BinaryWriter(new MemoryStream())));
    }
}
