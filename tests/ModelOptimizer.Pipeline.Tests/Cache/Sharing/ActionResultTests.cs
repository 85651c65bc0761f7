using System.Text;
using ModelOptimizer.Pipeline.Cache.Sharing;

namespace ModelOptimizer.Pipeline.Tests.Cache.Sharing;

public sealed class ActionResultTests
{
    private static readonly SharedFile Sample = new("model.onnx", new string('a', 64), 300);

    // By hand, after remote_execution.proto: output_files 2 { path 1 "model.onnx", digest 2 { hash 1, size_bytes 2 = 300 } }.
    private static readonly byte[] Written =
    [
        0x12, 83, 0x0a, 10, .. Encoding.ASCII.GetBytes("model.onnx"), 0x12, 69, 0x0a, 64, .. Encoding.ASCII.GetBytes(new string('a', 64)), 0x10, 0xac, 0x02,
    ];

    [Fact]
    public void Writes_the_message_that_servers_expect() => Assert.Equal(Written, ActionResult.Write([Sample]));

    [Fact]
    public void Reads_past_what_it_does_not_need()
    {
        // exit_code 4, a stdout_digest 6, fields of fixed width.
        byte[] message = [0x20, 0x01, 0x32, 0x02, 0x0a, 0x00, .. Written, 0x59, 1, 2, 3, 4, 5, 6, 7, 8, 0x5d, 1, 2, 3, 4];

        Assert.Equal([Sample], ActionResult.Read(message));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(long.MaxValue)]
    public void Sizes_out_of_range_are_refused(long bytes) =>
        Assert.Throws<SharedCacheException>(() => ActionResult.Read(ActionResult.Write([Sample with { Bytes = bytes }])));

    [Theory]
    [InlineData("")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("../aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public void Hashes_that_are_none_are_refused(string hash) =>
        Assert.Throws<SharedCacheException>(() => ActionResult.Read(ActionResult.Write([Sample with { Sha256 = hash }])));

    [Fact]
    public void Files_named_twice_or_too_many_or_none_are_refused()
    {
        Assert.Throws<SharedCacheException>(() => ActionResult.Read([]));
        Assert.Throws<SharedCacheException>(() => ActionResult.Read(ActionResult.Write([Sample, Sample with { Name = "MODEL.onnx" }])));
        Assert.Throws<SharedCacheException>(() => ActionResult.Read(ActionResult.Write(Enumerable.Range(0, 65).Select(i => Sample with { Name = $"{i}.json" }))));
    }

    [Fact]
    public void Damaged_messages_are_refused_or_read_and_nothing_else()
    {
        var random = new Random(20_261);
        byte[] whole = [.. Written, .. ActionResult.Write([new("stage.json", new string('b', 64), 7)])];
        for (var i = 0; i < 20_000; i++)
        {
            var damaged = whole[..random.Next(whole.Length + 1)];
            for (var change = random.Next(4); change > 0 && damaged.Length > 0; change--)
            {
                damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            }

            try
            {
                Assert.All(ActionResult.Read(damaged), file => Assert.Null(file.Flaw));
            }
            catch (SharedCacheException)
            {
            }
        }
    }
}
