using ModelOptimizer.Graph;
using ModelOptimizer.Pruning.Surgery;

namespace ModelOptimizer.Pruning.Coupling.Operators;

/// <summary>
/// Pixel shuffle and its inverse. A channel of DepthToSpace is woven from blocksize squared channels, which leave together; one of SpaceToDepth
/// becomes as many, which do too.
/// </summary>
internal sealed class SpaceDepth : IOperatorFamily
{
    public IReadOnlyList<string> OpTypes => ["DepthToSpace", "SpaceToDepth"];

    public string? Couple(Node node, CouplingPass pass)
    {
        var input = pass.Layout(node.Inputs[0])!;
        var area = Area(node);
        if ((long)input.Width * area > ChannelList.Largest)
        {
            return $"it makes more than {ChannelList.Largest} channels";
        }

        if (input.Axis != 1 || area < 1 || (node.OpType == "DepthToSpace" && input.Width % area != 0))
        {
            return "its input's channels are not blocks of pixels";
        }

        pass.Assign(node.Output, input with { Channels = node.OpType == "SpaceToDepth" ? input.Channels.Tiled(area) : Woven(node, input.Channels, area) });
        return null;
    }

    /// <summary>A woven channel is constant where all its parts are the same constant.</summary>
    public void Propagate(Node node, ConstantPass pass)
    {
        if (pass.Of(node.Inputs[0]) is not { } constants || pass.Channels(node.Output) is not { } output)
        {
            return;
        }

        var result = new float[output.Width];
        for (var channel = 0; channel < result.Length; channel++)
        {
            result[channel] = node.OpType == "SpaceToDepth" ? constants[channel % constants.Length] : Common(node, constants, channel, result.Length);
        }

        pass.Assign(node.Output, result);
    }

    private static ChannelList Woven(Node node, ChannelList channels, int area)
    {
        if (!IsColumnsFirst(node))
        {
            return channels.SharedByGroups(area);
        }

        var woven = ChannelList.Fresh(channels.Width / area);
        ChannelList.Unify(woven.Repeated(area), channels);
        return woven;
    }

    private static float Common(Node node, float[] constants, int channel, int width)
    {
        var area = constants.Length / width;
        var (first, step) = IsColumnsFirst(node) ? (channel * area, 1) : (channel, width);
        for (var part = 1; part < area; part++)
        {
            if (constants[first + (part * step)] != constants[first])
            {
                return float.NaN;
            }
        }

        return constants[first];
    }

    /// <summary>Whether the parts of a channel are neighbours (mode CRD), not a block apart (DCR).</summary>
    private static bool IsColumnsFirst(Node node) => node.Text("mode", "DCR") == "CRD";

    /// <summary>Pixels of a block; 0 where the node does not say.</summary>
    private static int Area(Node node) => node.Int("blocksize", 0) is > 0 and <= 1024 and var side ? (int)(side * side) : 0;
}
