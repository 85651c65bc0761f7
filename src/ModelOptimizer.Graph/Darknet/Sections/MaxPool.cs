using ModelOptimizer.Graph.Darknet.Cfg;

namespace ModelOptimizer.Graph.Darknet.Sections;

/// <summary><c>[maxpool]</c>: Darknet pads size - 1 cells in all, the smaller half before.</summary>
internal static class MaxPool
{
    public static Layer Read(CfgSection section, NetworkBuilder network)
    {
        var input = network.Previous(section);
        var stride = section.Int("stride", 1, 1);
        int strideX = section.Int("stride_x", stride, 1), strideY = section.Int("stride_y", stride, 1);
        var size = section.Int("size", stride, 1);
        var padding = section.Int("padding", size - 1, 0);
        section.Refuse("maxpool_depth", "0");
        section.Refuse("antialiasing", "0");
        section.Refuse("out_channels", "1");
        if (padding - (padding / 2) >= size)
        {
            throw section.Error($"\"padding={padding}\" leaves windows of {size} cells that hold nothing.", "padding");
        }

        long before = padding / 2, after = padding - before;
        var value = network.Node("MaxPool", "pool", [input.Value!],
            ("kernel_shape", new long[] { size, size }), ("strides", new long[] { strideY, strideX }), ("pads", new[] { before, before, after, after }));
        return new(value, input.Channels, Extent(input.Height, strideY), Extent(input.Width, strideX));

        int Extent(int length, int step) => length + padding >= size ? section.Length(((length + (long)padding - size) / step) + 1)
            : throw section.Error($"A window of {size} x {size} does not fit the map of {input}.", "size");
    }

    public static void Write(Node node, NetworkWriter network)
    {
        var kernel = node.Ints("kernel_shape");
        var strides = node.Ints("strides") ?? [1, 1];
        var pads = node.Ints("pads") ?? [0, 0, 0, 0];
        if (kernel is not [var size, var width] || size != width || pads is not [var before, var left, var after, var right] || before != left || after != right
            || before != (before + after) / 2 || node.Int("ceil_mode", 0) != 0 || node.Text("auto_pad", "NOTSET") != "NOTSET"
            || (node.Ints("dilations") is { } dilations && Array.Exists(dilations, dilation => dilation != 1)))
        {
            throw NetworkWriter.Refuse(node, "[maxpool] has square windows without dilation, rounds down, and pads both axes alike with the smaller half before.");
        }

        network.Begin(node.Inputs[0]);
        network.Section("maxpool", node.Output,
            ("size", size),
            strides[0] == strides[1] ? ("stride", strides[0]) : ("stride_x", strides[1]),
            strides[0] == strides[1] ? default : ("stride_y", strides[0]),
            before + after == size - 1 ? default : ("padding", before + after));
    }
}
