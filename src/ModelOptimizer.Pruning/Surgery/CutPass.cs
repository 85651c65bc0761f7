using ModelOptimizer.Graph;
using ModelOptimizer.Pruning.Coupling;

namespace ModelOptimizer.Pruning.Surgery;

/// <summary>What the operator families see while a graph is cut: the source, the target whose initializers are sliced already, and what leaves.</summary>
internal sealed class CutPass(ModelGraph source, ModelGraph target, ChannelCoupling coupling, IReadOnlyList<bool> removed, ConstantPass constants)
{
    private readonly GraphIndex _readers = new(target);
    private readonly Dictionary<Node, Node> _added = [];
    private readonly Dictionary<Node, Node> _replaced = [];

    public ModelGraph Source => source;

    public ModelGraph Target => target;

    /// <summary>The constants of removed channels; empty where they are not folded.</summary>
    public ConstantPass Constants => constants;

    public ChannelAxis? Channels(string value) => coupling.Channels(value);

    /// <summary>The channels of an activation that stay, as positions in the source.</summary>
    public int[] Kept(string value) => Channels(value)!.Kept(removed);

    /// <summary>Gives a node of the target a constant input of its own.</summary>
    public void SetInput(Node cut, int input, TensorData tensor)
    {
        while (cut.Inputs.Count <= input)
        {
            cut.Inputs.Add("");
        }

        var name = cut.Inputs[input];
        if (name.Length == 0 || _readers.Consumers(name).Count > 1)
        {
            name = Unused($"{cut.Name}.{input}");
            cut.Inputs[input] = name;
        }

        target.Initializers[name] = tensor;
    }

    /// <summary>
    /// Adds constants to the channels that a convolution or matrix product outputs: to its bias, else to the running mean of the normalisation
    /// that alone reads it, else as a bias of its own.
    /// </summary>
    /// <param name="node">The operator in the source.</param>
    /// <param name="cut">Its copy in the target.</param>
    /// <param name="offsets">One per output channel of the source.</param>
    public void AddToOutput(Node node, Node cut, double[] offsets)
    {
        var kept = Array.ConvertAll(Kept(node.Output), position => offsets[position]);
        if (Array.TrueForAll(kept, offset => offset == 0))
        {
            return;
        }

        if (cut.Input(2) is { } bias)
        {
            SetInput(cut, 2, Shifted(target.Initializers[bias], kept, 1 / (double)cut.Float("beta", 1)));
        }
        else if (_readers.Consumers(cut.Output) is [{ Node: { OpType: "BatchNormalization" } normalisation, Input: 0 }] && !IsGraphOutput(cut.Output))
        {
            SetInput(normalisation, 3, Shifted(target.Initializers[normalisation.Inputs[3]], kept, -1));
        }
        else if (cut.OpType == "MatMul")
        {
            AddAfter(cut, kept);
        }
        else
        {
            cut.Attributes.Remove("beta");
            SetInput(cut, 2, Shifted(TensorData.Scalar(0), kept, 1));
        }
    }

    /// <summary>Makes the node that ends a rearrangement pick what stays of its channels straight from where it began.</summary>
    public void Pick(Node node, Node cut, ChannelPick pick)
    {
        var channels = Channels(node.Output)!;
        var place = new int[pick.Positions.Max() + 1];
        var kept = Kept(pick.Origin);
        for (var index = 0; index < kept.Length && kept[index] < place.Length; index++)
        {
            place[kept[index]] = index;
        }

        long[] indices = [.. Kept(node.Output).Select(position => (long)place[pick.Positions[position]])];
        var name = Unused($"{cut.Name}.channels");
        target.Initializers[name] = TensorData.Of([indices.Length], indices);
        _replaced[cut] = new()
        {
            Name = cut.Name,
            OpType = "Gather",
            Inputs = [pick.Origin, name],
            Outputs = cut.Outputs,
            Attributes = { ["axis"] = (long)channels.Axis },
        };
    }

    /// <summary>Puts the operators that families asked for in their places, and takes out the rearrangements that they replaced.</summary>
    public void Finish()
    {
        var nodes = target.Nodes.ToList();
        target.Nodes.Clear();
        foreach (var node in nodes)
        {
            target.Nodes.Add(_replaced.GetValueOrDefault(node, node));
            if (_added.TryGetValue(node, out var added))
            {
                target.Nodes.Add(added);
            }
        }

        RemoveUnread(_replaced.Keys.SelectMany(node => node.Inputs));
    }

    private void RemoveUnread(IEnumerable<string> values)
    {
        var index = new GraphIndex(target);
        var gone = new HashSet<Node>();
        var waiting = new Stack<string>(values);
        while (waiting.TryPop(out var value))
        {
            if (index.Consumers(value).Any(reader => !gone.Contains(reader.Node)) || IsGraphOutput(value))
            {
                continue;
            }

            target.Initializers.Remove(value);
            if (index.Producer(value) is { } producer && gone.Add(producer))
            {
                producer.Inputs.ForEach(waiting.Push);
            }
        }

        target.Nodes.RemoveAll(gone.Contains);
    }

    private void AddAfter(Node cut, double[] offsets)
    {
        if (_readers.Consumers(cut.Output) is [{ Node: { OpType: "Add" } sum, Input: var side }] && !IsGraphOutput(cut.Output)
            && target.Initializers.TryGetValue(sum.Inputs[1 - side], out var addend) && addend.Count == offsets.Length && addend.Shape[^1] == addend.Count)
        {
            SetInput(sum, 1 - side, Shifted(addend, offsets, 1));
            return;
        }

        var bias = Unused($"{cut.Name}.bias");
        target.Initializers[bias] = Shifted(TensorData.Scalar(0), offsets, 1);
        var output = cut.Output;
        cut.Outputs[0] = Unused($"{output}.unbiased");
        _added[cut] = new() { Name = bias, OpType = "Add", Inputs = [cut.Output, bias], Outputs = [output] };
    }

    private static TensorData Shifted(TensorData tensor, double[] offsets, double factor)
    {
        var values = new float[offsets.Length];
        for (var index = 0; index < values.Length; index++)
        {
            values[index] = (float)(tensor.Floats[tensor.Count == 1 ? 0 : index] + (factor * offsets[index]));
        }

        return TensorData.Of(tensor.Count == values.Length ? tensor.Shape : [values.Length], values);
    }

    private bool IsGraphOutput(string value) => target.Outputs.Exists(output => output.Name == value);

    private string Unused(string name) =>
        target.Initializers.ContainsKey(name) || _readers.Producer(name) is not null || _readers.Consumers(name).Count > 0 ? Unused(name + "_") : name;
}
