using ModelOptimizer.Graph.Darknet.Cfg;

namespace ModelOptimizer.Graph.Darknet.Sections;

/// <summary><c>[avgpool]</c>: the mean of each channel.</summary>
internal static class AveragePool
{
    public static Layer Read(CfgSection section, NetworkBuilder network)
    {
        var input = network.Previous(section);
        return new(network.Node("GlobalAveragePool", "pool", [input.Value!]), input.Channels, 1, 1);
    }

    public static void Write(Node node, NetworkWriter network)
    {
        network.Begin(node.Inputs[0]);
        network.Section("avgpool", node.Output);
    }
}
