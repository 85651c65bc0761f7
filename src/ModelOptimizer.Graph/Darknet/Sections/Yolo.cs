using ModelOptimizer.Graph.Darknet.Cfg;

namespace ModelOptimizer.Graph.Darknet.Sections;

/// <summary><c>[yolo]</c>: says what the map of the layer before means. It adds no operator: that is the decoder's business.</summary>
internal static class Yolo
{
    /// <summary>Seven times what the largest published detector tells apart; each gets a name.</summary>
    private const int MostClasses = 1 << 16;

    public static Layer Read(CfgSection section, NetworkBuilder network)
    {
        var input = network.Previous(section);
        var head = Parse(section);
        if (head.Classes > MostClasses)
        {
            throw section.Error($"\"classes={head.Classes}\" is more than the {MostClasses} that are possible.", "classes");
        }

        var channels = (long)head.Anchors.Count * (5 + head.Classes);
        if (input.Channels != channels)
        {
            throw section.Error($"{head.Anchors.Count} anchors of 5 + {head.Classes} channels need \"filters={channels}\" in the layer before; it has {input.Channels}.", "classes");
        }

        network.Head(section, head);
        return input with { Value = null };
    }

    /// <summary>What the section says of its map.</summary>
    public static YoloHead Parse(CfgSection section)
    {
        var anchors = section.Floats("anchors") ?? throw section.Error("[yolo] lacks \"anchors\".");
        var count = section.Int("num", anchors.Length / 2, 1);
        if (anchors.Length != 2 * count || Array.Exists(anchors, side => side <= 0))
        {
            throw section.Error($"\"anchors\" needs {count} pairs of positive sizes (\"num={count}\"); it has {anchors.Length} numbers.", "anchors");
        }

        var mask = section.Ints("mask") ?? [.. Enumerable.Range(0, count)];
        return Array.Exists(mask, index => index < 0 || index >= count)
            ? throw section.Error($"\"mask\" names an anchor that is not there; they count from 0 to {count - 1}.", "mask")
            : new(
                [.. mask.Select(index => new Detection.Anchor(anchors[2 * index], anchors[(2 * index) + 1]))],
                section.Int("classes", 20, 1),
                section.Float("scale_x_y", 1),
                section.Flag("new_coords"));
    }
}
