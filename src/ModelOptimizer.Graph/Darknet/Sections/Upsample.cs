using ModelOptimizer.Graph.Darknet.Cfg;

namespace ModelOptimizer.Graph.Darknet.Sections;

/// <summary><c>[upsample]</c>: each cell becomes stride x stride cells.</summary>
internal static class Upsample
{
    public static Layer Read(CfgSection section, NetworkBuilder network)
    {
        var input = network.Previous(section);
        var stride = section.Int("stride", 2, 1);
        if (section.Float("scale", 1) != 1)
        {
            throw section.Error("\"scale\" other than 1 is not supported in [upsample].", "scale");
        }

        var scales = network.Constant("upsample.scales", TensorData.Of([4], [1f, 1, stride, stride]));
        var value = network.Node("Resize", "upsample", [input.Value!, "", scales],
            ("mode", "nearest"), ("coordinate_transformation_mode", "asymmetric"), ("nearest_mode", "floor"));
        return new(value, input.Channels, section.Length((long)input.Height * stride), section.Length((long)input.Width * stride));
    }

    public static void Write(Node node, NetworkWriter network)
    {
        var (from, to) = (network.Shape(node, node.Inputs[0]), network.Shape(node, node.Output));
        var stride = from.Length == 4 && from[2] > 0 ? to[2] / from[2] : 0;
        // At whole factors these two ways to find the nearest cell repeat each cell, as Darknet does.
        var repeats = (node.Text("coordinate_transformation_mode", "half_pixel"), node.Text("nearest_mode", "round_prefer_floor")) is
            ("asymmetric", "floor") or ("half_pixel", "round_prefer_floor" or "round_prefer_ceil");
        if (node.Text("mode", "nearest") != "nearest" || !repeats || stride < 1 || to[1] != from[1] || to[2] != stride * from[2] || to[3] != stride * from[3])
        {
            throw NetworkWriter.Refuse(node, "[upsample] repeats cells by a whole factor, the same along both axes.");
        }

        network.Begin(node.Inputs[0]);
        network.Section("upsample", node.Output, ("stride", stride));
    }
}
