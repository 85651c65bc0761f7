using System.Globalization;
using ModelOptimizer.Graph.Darknet.Cfg;

namespace ModelOptimizer.Graph.Darknet.Sections;

/// <summary><c>[dropout]</c>, which does nothing outside training.</summary>
internal static class Dropout
{
    public static Layer Read(CfgSection section, NetworkBuilder network)
    {
        var input = network.Previous(section);
        var probability = section.Float("probability", 0.2f);
        section.Refuse("dropblock", "0");
        return probability is >= 0 and < 1
            ? input with { Value = network.Node("Dropout", "dropout", [input.Value!, network.Constant("dropout.ratio", TensorData.Scalar(probability))]) }
            : throw section.Error($"\"probability\" lies from 0 to below 1; it is {probability}.", "probability");
    }

    public static void Write(Node node, NetworkWriter network)
    {
        if (node.Input(2) is not null || node.Outputs.Skip(1).Any(network.IsRead))
        {
            throw NetworkWriter.Refuse(node, "[dropout] acts in training only and has no mask to read.");
        }

        network.Begin(node.Inputs[0]);
        var probability = node.Input(1) is null ? node.Float("ratio", 0.5f) : network.Number(node, 1) ?? throw NetworkWriter.Refuse(node, "its ratio is not a constant.");
        network.Section("dropout", node.Output, ("probability", probability.ToString(CultureInfo.InvariantCulture)));
    }
}
