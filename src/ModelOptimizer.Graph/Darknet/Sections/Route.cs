using ModelOptimizer.Graph.Darknet.Cfg;

namespace ModelOptimizer.Graph.Darknet.Sections;

/// <summary><c>[route]</c>: another layer's output, several joined, or one of equal groups of their channels.</summary>
internal static class Route
{
    public static Layer Read(CfgSection section, NetworkBuilder network)
    {
        var references = section.Ints("layers") ?? throw section.Error("[route] lacks \"layers\".");
        int groups = section.Int("groups", 1, 1), group = section.Int("group_id", 0, 0);
        if (group >= groups)
        {
            throw section.Error($"\"group_id={group}\" counts from 0; there are {groups} groups.", "group_id");
        }

        var parts = new List<string>();
        var joined = network.At(section, "layers", references[0]) with { Channels = 0 };
        foreach (var reference in references)
        {
            var source = network.At(section, "layers", reference);
            if ((source.Height, source.Width) != (joined.Height, joined.Width))
            {
                throw section.Error($"[route] joins maps of different sizes: {source.Height} x {source.Width} cells from {reference}, {joined.Height} x {joined.Width} from {references[0]}.", "layers");
            }

            if (source.Channels % groups != 0)
            {
                throw section.Error($"The {source.Channels} channels from {reference} do not make {groups} equal groups.", "groups");
            }

            parts.Add(groups == 1 ? source.Value! : Slice(network, references.Length == 1 ? "slice" : $"slice{parts.Count}", source, group, source.Channels / groups));
            joined = joined with { Channels = section.Length((long)joined.Channels + (source.Channels / groups)) };
        }

        return joined with { Value = parts is [var single] ? single : network.Node("Concat", "concat", parts, ("axis", 1L)) };
    }

    public static void WriteConcat(Node node, NetworkWriter network)
    {
        if (node.Int("axis", 0) is not (1 or -3))
        {
            throw NetworkWriter.Refuse(node, "[route] joins channels, not other axes.");
        }

        network.Section("route", node.Output, ("layers", string.Join(",", node.Inputs.Select(network.Reference))));
    }

    public static void WriteSlice(Node node, NetworkWriter network)
    {
        if (Bounds(1, "starts") is not [var start] || Bounds(2, "ends") is not [var end] || Bounds(3, "axes") is not [1 or -3] || Bounds(4, "steps") is not (null or [1]))
        {
            throw NetworkWriter.Refuse(node, "[route] takes a run of channels, nothing else.");
        }

        Write(node, node.Output, start, end, network);

        long[]? Bounds(int input, string attribute) => node.Input(input) is null ? node.Ints(attribute) : network.Constant(node, input).Int64s.ToArray();
    }

    public static void WriteSplit(Node node, NetworkWriter network)
    {
        if (node.Int("axis", 0) is not (1 or -3))
        {
            throw NetworkWriter.Refuse(node, "[route] takes groups of channels, not of other axes.");
        }

        var start = 0L;
        foreach (var output in node.Outputs)
        {
            var end = start + network.Channels(node, output);
            if (network.IsRead(output))
            {
                Write(node, output, start, end, network);
            }

            start = end;
        }
    }

    private static void Write(Node node, string output, long start, long end, NetworkWriter network)
    {
        var channels = network.Channels(node, node.Inputs[0]);
        long from = Math.Clamp(start < 0 ? start + channels : start, 0, channels), size = Math.Clamp(end < 0 ? end + channels : end, 0, channels) - from;
        if (size <= 0 || channels % size != 0 || from % size != 0)
        {
            throw NetworkWriter.Refuse(node, $"it takes the channels {from} to {from + size - 1} of {channels}; [route] takes one of equal groups. Prune with rounding, or leave '{node.Inputs[0]}' whole.");
        }

        network.Section("route", output, ("layers", network.Reference(node.Inputs[0])), ("groups", channels / size), ("group_id", from / size));
    }

    private static string Slice(NetworkBuilder network, string role, Layer source, int group, int size) => network.Node("Slice", role,
    [
        source.Value!,
        network.Constant($"{role}.starts", TensorData.Of([1], [(long)group * size])),
        network.Constant($"{role}.ends", TensorData.Of([1], [(group + 1L) * size])),
        network.Constant($"{role}.axes", TensorData.Of([1], [1L])),
    ]);
}
