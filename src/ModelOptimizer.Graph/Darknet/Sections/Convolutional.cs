using ModelOptimizer.Graph.Darknet.Cfg;
using ModelOptimizer.Graph.Darknet.Weights;

namespace ModelOptimizer.Graph.Darknet.Sections;

/// <summary><c>[convolutional]</c>: Conv, BatchNormalization, activation.</summary>
internal static class Convolutional
{
    /// <summary>What Darknet adds to the variance.</summary>
    private const float Epsilon = 1e-5f;

    public static Layer Read(CfgSection section, NetworkBuilder network)
    {
        var input = network.Previous(section);
        int filters = section.Int("filters", 1, 1), size = section.Int("size", 1, 1), groups = section.Int("groups", 1, 1);
        var stride = section.Int("stride", 1, 1);
        int strideX = section.Int("stride_x", stride, 1), strideY = section.Int("stride_y", stride, 1);
        var explicitPadding = section.Int("padding", 0, 0);
        var padding = section.Flag("pad") ? size / 2 : explicitPadding;
        var stated = section.Int("dilation", 1, 1);
        var dilation = size == 1 ? 1 : stated;
        RefuseVariants(section);
        if (input.Channels % groups != 0 || filters % groups != 0)
        {
            throw section.Error($"\"groups={groups}\" divides not both the {input.Channels} channels that come in and the {filters} filters.", "groups");
        }

        if (dilation > 1 && (2 * padding) + 1 != size)
        {
            throw section.Error($"\"dilation={dilation}\" needs an odd \"size\" and \"pad=1\": with other padding Darknet itself miscounts the output.", "dilation");
        }

        int height = Extent(input.Height, strideY), width = Extent(input.Width, strideX);
        var isNormalized = section.Flag("batch_normalize");
        var activation = Activation.Read(section, "logistic");

        // In the order of the weights' file.
        var bias = network.Slot(section, isNormalized ? "bn.bias" : "conv.bias", WeightRole.Bias, filters);
        string[] normalization = !isNormalized ? [] :
        [
            network.Slot(section, "bn.scale", WeightRole.Scale, filters),
            bias,
            network.Slot(section, "bn.mean", WeightRole.Mean, filters),
            network.Slot(section, "bn.var", WeightRole.Variance, filters),
        ];
        var weight = network.Slot(section, "conv.weight", WeightRole.Filters, filters, input.Channels / groups, size, size);

        var reach = (long)padding * dilation;
        var value = network.Node("Conv", "conv", isNormalized ? [input.Value!, weight] : [input.Value!, weight, bias],
            ("kernel_shape", new long[] { size, size }), ("strides", new long[] { strideY, strideX }),
            ("pads", new[] { reach, reach, reach, reach }), ("dilations", new long[] { dilation, dilation }), ("group", (long)groups));
        if (isNormalized)
        {
            value = network.Node("BatchNormalization", "bn", [value, .. normalization], ("epsilon", Epsilon), ("momentum", 0.9f));
        }

        return new(Activation.Append(activation, network, value), filters, height, width);

        int Extent(int length, int step) => length + (2 * padding) >= size ? section.Length(((length + (2L * padding) - size) / step) + 1)
            : throw section.Error($"A filter of {size} x {size} does not fit the map of {input}.", "size");
    }

    public static void Write(Node node, NetworkWriter network)
    {
        var weights = network.Constant(node, 1);
        if (weights.Shape is not [var filters, _, var size, var width] || size != width)
        {
            throw NetworkWriter.Refuse(node, $"its filters have the shape [{string.Join(", ", weights.Shape)}]; Darknet's are square.");
        }

        var strides = node.Ints("strides") ?? [1, 1];
        var dilations = node.Ints("dilations") ?? [1, 1];
        var pads = node.Ints("pads") ?? [0, 0, 0, 0];
        if (node.Text("auto_pad", "NOTSET") != "NOTSET" || dilations[0] != dilations[1] || Array.Exists(pads, pad => pad != pads[0]) || pads[0] % dilations[0] != 0
            || (dilations[0] > 1 && (2 * pads[0] / dilations[0]) + 1 != size))
        {
            throw NetworkWriter.Refuse(node, "Darknet pads all sides alike, dilates both axes alike, and needs \"same\" padding where it dilates.");
        }

        var value = node.Output;
        var normalization = network.Next(value, "BatchNormalization");
        var bias = node.Input(2) is null ? null : network.Constant(node, 2);
        if (normalization is not null)
        {
            value = Normalized(node, normalization, bias, network);
        }
        else
        {
            network.AddWeights(node, bias ?? TensorData.Of([filters], new float[filters]), filters);
        }

        network.AddWeights(node, weights, weights.Count);
        network.Begin(node.Inputs[0]);
        var (activation, output) = Activation.Follow(value, network);
        var padding = pads[0] / dilations[0];
        network.Section("convolutional", output,
            normalization is null ? default : ("batch_normalize", 1),
            ("filters", filters),
            ("size", size),
            node.Int("group", 1) == 1 ? default : ("groups", node.Int("group", 1)),
            strides[0] == strides[1] ? ("stride", strides[0]) : ("stride_x", strides[1]),
            strides[0] == strides[1] ? default : ("stride_y", strides[0]),
            dilations[0] == 1 ? default : ("dilation", dilations[0]),
            padding == size / 2 ? ("pad", 1) : ("padding", padding),
            ("activation", activation));
    }

    /// <summary>Adds the weights of the normalization and returns its output.</summary>
    private static string Normalized(Node node, Node normalization, TensorData? bias, NetworkWriter network)
    {
        if (bias is not null || normalization.Int("training_mode", 0) != 0 || MathF.Abs(normalization.Float("epsilon", Epsilon) - Epsilon) > 1e-10f)
        {
            throw NetworkWriter.Refuse(node, bias is not null ? "it has a bias and a BatchNormalization; Darknet has one or the other. Fold the normalization first."
                : $"its BatchNormalization adds {normalization.Float("epsilon", Epsilon)} to the variance, Darknet {Epsilon}. Fold it first.");
        }

        var filters = network.Constant(node, 1).Shape[0];
        foreach (var input in (ReadOnlySpan<int>)[2, 1, 3, 4])
        {
            network.AddWeights(normalization, network.Constant(normalization, input), filters);
        }

        return normalization.Output;
    }

    private static void RefuseVariants(CfgSection section)
    {
        foreach (var key in (ReadOnlySpan<string>)["antialiasing", "assisted_excitation", "binary", "bin_output", "cbn", "coordconv", "deform", "dontload", "dontloadscales", "dot",
            "flipped", "reverse", "rotate", "stretch", "stretch_sway", "sway", "xnor"])
        {
            section.Refuse(key, "0");
        }

        section.Refuse("share_index");
    }
}
