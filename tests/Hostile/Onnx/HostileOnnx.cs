using ModelOptimizer.Graph;
using ModelOptimizer.Graph.Costs;
using ModelOptimizer.Graph.Onnx;
using ModelOptimizer.Graph.Shapes;
using ModelOptimizer.Pruning.Coupling;

namespace ModelOptimizer.Tests.Hostile.Onnx;

/// <summary>Damaged models. What reads goes on through shapes, costs and channel coupling, and is written and read again.</summary>
internal sealed class HostileOnnx : HostileInput
{
    private static readonly IReadOnlyList<List<WireField>> Trees = [.. OnnxSeeds.Models.Select(model => WireField.Parse(model)!)];

    public override string Kind => "onnx";

    /// <summary>Shapes are followed through contents of up to 65,536 elements, each taking some 40 bytes.</summary>
    public override long Constant => 64 << 20;

    public override long Multiple => 4096;

    public override byte[] Make(Random random)
    {
        var (one, other) = (random.Next(Trees.Count), random.Next(Trees.Count));
        var bytes = random.Next(4) == 0 ? OnnxSeeds.Models[one] : WireMutations.Mutate(random, Trees[one], Trees[other], OnnxSeeds.Words);
        return random.Next(4) == 0 ? ByteMutations.Mutate(random, bytes, OnnxSeeds.Models[other]) : bytes;
    }

    public override bool IsRefusal(Exception error) => error is GraphException;

    public override void Read(byte[] bytes)
    {
        var graph = OnnxFile.Read(bytes);
        WriteAndReadBack(graph);
        Follow(() => ShapeInference.Infer(graph));
        Follow(() => CostModel.Measure(graph));
        Follow(() => ActivationMemory.Measure(graph));
        Follow(() => ChannelCoupling.Of(graph).ToString());
    }

    private static void WriteAndReadBack(ModelGraph graph)
    {
        var written = OnnxFile.ToBytes(graph);
        ModelGraph again;
        try
        {
            again = OnnxFile.Read(written);
        }
        catch (GraphException error)
        {
            throw new HostileException($"what was read and written is not read again: {error.Message}");
        }

        if (!OnnxFile.ToBytes(again).AsSpan().SequenceEqual(written))
        {
            throw new HostileException("what was read, written, read and written again differs");
        }
    }

    private static void Follow(Action step)
    {
        try
        {
            step();
        }
        catch (GraphException)
        {
        }
    }
}
