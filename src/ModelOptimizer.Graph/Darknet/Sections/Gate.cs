using ModelOptimizer.Graph.Darknet.Cfg;

namespace ModelOptimizer.Graph.Darknet.Sections;

/// <summary>
/// <c>[sam]</c> multiplies two maps of one size; <c>[scale_channels]</c> multiplies a map by one number per channel (squeeze and excite), or with
/// <c>scale_wh=1</c> by one per cell. Both end in an activation.
/// </summary>
internal static class Gate
{
    public static Layer ReadSam(CfgSection section, NetworkBuilder network)
    {
        var (gate, map) = Read(section, network);
        return gate with { Value = null } == map with { Value = null }
            ? Multiply(section, network, gate, map)
            : throw section.Error($"[sam] multiplies maps of different sizes: {gate} from the layer before, {map} from \"from\".", "from");
    }

    public static Layer ReadScaleChannels(CfgSection section, NetworkBuilder network)
    {
        var (gate, map) = Read(section, network);
        var perCell = section.Flag("scale_wh");
        return (perCell ? gate.Channels == 1 && gate.Height == map.Height && gate.Width == map.Width : gate.Channels == map.Channels && gate is { Height: 1, Width: 1 })
            ? Multiply(section, network, map, gate)
            : throw section.Error($"[scale_channels] needs one number per {(perCell ? "cell" : "channel")} of {map} from the layer before; that gives {gate}.", "from");
    }

    public static void Write(Node node, NetworkWriter network)
    {
        var (map, gate) = network.Shape(node, node.Inputs[0]) is [_, 1, _, _] or [_, _, 1, 1] ? (node.Inputs[1], node.Inputs[0]) : (node.Inputs[0], node.Inputs[1]);
        var (whole, part) = (network.Shape(node, map), network.Shape(node, gate));
        var perCell = whole.Length == 4 && part.Length == 4 && part[1] == 1 && part[2] == whole[2] && part[3] == whole[3];
        var (section, last, from) = whole.SequenceEqual(part) ? ("sam", node.Inputs[0], node.Inputs[1])
            : perCell || (part is [_, var channels, 1, 1] && channels == whole[1]) ? ("scale_channels", gate, map)
            : throw NetworkWriter.Refuse(node, $"[sam] and [scale_channels] multiply equal maps, or one by a number per channel or cell, not [{string.Join(", ", whole)}] by [{string.Join(", ", part)}].");
        network.Begin(last);
        var (activation, output) = Activation.Follow(node.Output, network);
        network.Section(section, output, ("from", network.Reference(from)), section == "scale_channels" && perCell ? ("scale_wh", 1) : default, ("activation", activation));
    }

    private static (Layer Gate, Layer Map) Read(CfgSection section, NetworkBuilder network) => section.Ints("from") is [var reference]
        ? (network.Previous(section), network.At(section, "from", reference))
        : throw section.Error($"[{section.Name}] needs one layer in \"from\".", "from");

    private static Layer Multiply(CfgSection section, NetworkBuilder network, Layer left, Layer right) => left with
    {
        Value = Activation.Append(Activation.Read(section, "linear"), network, network.Node("Mul", "scale", [left.Value!, right.Value!])),
    };
}
