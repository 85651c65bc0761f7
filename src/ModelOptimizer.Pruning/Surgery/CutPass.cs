using ModelOptimizer.Graph;
using ModelOptimizer.Pruning.Coupling;

namespace ModelOptimizer.Pruning.Surgery;

/// <summary>What the operator families see while a graph is cut: the source, the target whose initializers are sliced already, and what leaves.</summary>
internal sealed class CutPass(ModelGraph source, ModelGraph target, ChannelCoupling coupling, IReadOnlyList<bool> removed, ConstantPass constants)
{
    private readonly GraphIndex _readers = new(target);
    private readonly List<(Node After, Node Added)> _added = [];

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
            SetInput(cut, 2, Shifted(TensorData.Scalar(0), kept, 1));
        }
    }

    /// <summary>Puts the operators that families asked for in their places.</summary>
    public void InsertAdded()
    {
        foreach (var (after, added) in _added)
        {
            target.Nodes.Insert(target.Nodes.IndexOf(after) + 1, added);
        }
    }

    private void AddAfter(Node cut, double[] offsets)
    {
        var bias = Unused($"{cut.Name}.bias");
        target.Initializers[bias] = Shifted(TensorData.Scalar(0), offsets, 1);
        var output = cut.Output;
        cut.Outputs[0] = Unused($"{output}.unbiased");
        _added.Add((cut, new() { Name = bias, OpType = "Add", Inputs = [cut.Output, bias], Outputs = [output] }));
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
