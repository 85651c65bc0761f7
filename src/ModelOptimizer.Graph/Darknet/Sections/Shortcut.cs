using ModelOptimizer.Graph.Darknet.Cfg;

namespace ModelOptimizer.Graph.Darknet.Sections;

/// <summary><c>[shortcut]</c>: the layer before plus others, then an activation.</summary>
internal static class Shortcut
{
    public static Layer Read(CfgSection section, NetworkBuilder network)
    {
        var input = network.Previous(section);
        var references = section.Ints("from") ?? throw section.Error("[shortcut] lacks \"from\".");
        var activation = Activation.Read(section, "linear");
        section.Refuse("weights_type", "none");
        section.Refuse("weights_normalization", "none");
        var value = input.Value!;
        for (var index = 0; index < references.Length; index++)
        {
            var other = network.At(section, "from", references[index]);
            if (other with { Value = null } != input with { Value = null })
            {
                throw section.Error($"[shortcut] adds maps of different sizes: {input} from the layer before, {other} from {references[index]}.", "from");
            }

            value = network.Node("Add", references.Length == 1 ? "add" : $"add{index}", [value, other.Value!]);
        }

        return input with { Value = Activation.Append(activation, network, value) };
    }

    public static void Write(Node node, NetworkWriter network)
    {
        // The layer before may be either operand; taking the one that is saves a [route].
        var (first, other) = network.IsLast(node.Inputs[1]) && !network.IsLast(node.Inputs[0]) ? (node.Inputs[1], node.Inputs[0]) : (node.Inputs[0], node.Inputs[1]);
        List<string> others = [other];
        var sum = node;
        network.CheckSameShape(node, first, other);
        while (network.Next(sum.Output, "Add") is { } next && next.Inputs[0] == sum.Output && network.IsWritten(next.Inputs[1]))
        {
            network.CheckSameShape(next, first, next.Inputs[1]);
            others.Add(next.Inputs[1]);
            network.Take(next);
            sum = next;
        }

        network.Begin(first);
        var (activation, output) = Activation.Follow(sum.Output, network);
        network.Section("shortcut", output, ("from", string.Join(",", others.Select(network.Reference))), ("activation", activation));
    }
}
