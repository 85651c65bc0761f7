using System.Text;
using ModelOptimizer.Graph.Darknet;

namespace ModelOptimizer.Tests.Hostile.Darknet;

/// <summary>Damaged weights of a whole description.</summary>
internal sealed class HostileWeights : FileInput
{
    private readonly string _cfg;
    private readonly byte[] _weights;

    public HostileWeights()
    {
        _cfg = Write("network.cfg", Encoding.UTF8.GetBytes(HostileCfg.Network));
        var path = Path.Combine(Folder, "valid.weights");
        DarknetFile.Write(DarknetFile.Read(_cfg), Path.Combine(Folder, "again.cfg"), path);
        _weights = File.ReadAllBytes(path);
    }

    public override string Kind => "weights";

    public override long Constant => 4 << 20;

    public override long Multiple => 64;

    public override byte[] Make(Random random)
    {
        var bytes = ByteMutations.Mutate(random, random.Next(3) == 0 ? _weights[..random.Next(24)] : _weights, _weights);
        if (random.Next(2) == 0 && bytes.Length >= 20)
        {
            BitConverter.TryWriteBytes(bytes.AsSpan(4 * random.Next(5)), (int)ByteMutations.Numbers[random.Next(ByteMutations.Numbers.Length)]);
        }

        return bytes;
    }

    public override bool IsRefusal(Exception error) => error is DarknetException;

    public override void Read(byte[] bytes) => DarknetFile.Read(_cfg, new() { Weights = Write("network.weights", bytes) });
}
