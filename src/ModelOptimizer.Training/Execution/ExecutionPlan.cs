using ModelOptimizer.Graph;
using ModelOptimizer.Graph.Detection;
using ModelOptimizer.Training.Operators;
using static TorchSharp.torch;

namespace ModelOptimizer.Training.Execution;

/// <summary>The steps of a graph over numbered slots, with the lifetime of every activation.</summary>
internal sealed class ExecutionPlan
{
    private readonly Dictionary<string, int> _slots;
    private readonly HashSet<int> _float32;
    private readonly int[] _activations;
    private readonly HashSet<int> _computed;

    private ExecutionPlan(
        Dictionary<string, int> slots, HashSet<int> float32, IReadOnlyDictionary<string, TensorData> constants,
        List<ExecutionStep> steps, int input, IReadOnlyList<(string Name, int Slot)> results, ILookup<int, Digest> digests)
    {
        _slots = slots;
        _float32 = float32;
        _activations = [.. slots.Where(slot => !constants.ContainsKey(slot.Key)).Select(slot => slot.Value)];
        _computed = steps.SelectMany(step => step.Outputs).ToHashSet();
        Constants = constants;
        Steps = steps;
        Input = input;
        Results = results;
        Digests = digests;
    }

    /// <summary>Initializers and the values of Constant nodes.</summary>
    public IReadOnlyDictionary<string, TensorData> Constants { get; }

    /// <summary>What to run, in order.</summary>
    public IReadOnlyList<ExecutionStep> Steps { get; }

    /// <summary>The slot of the graph's input.</summary>
    public int Input { get; }

    /// <summary>What a pass returns.</summary>
    public IReadOnlyList<(string Name, int Slot)> Results { get; }

    /// <summary>What to compute from a slot as soon as it is written.</summary>
    public ILookup<int, Digest> Digests { get; }

    /// <summary>How many values there are.</summary>
    public int SlotCount => _slots.Count;

    /// <summary>The slot of a value.</summary>
    public int Slot(string value) => _slots[value];

    /// <summary>Whether the value continues in float32 whatever the products' type: graph outputs and raw detector heads.</summary>
    public bool IsFloat32(int slot) => _float32.Contains(slot);

    /// <summary>Whether a pass makes the value; constants and the input it only reads.</summary>
    public bool IsComputed(int slot) => _computed.Contains(slot);

    /// <summary>The slots of initializers that nothing reads but convolutions and matrix products.</summary>
    public IEnumerable<int> Factors() =>
        from name in Constants.Keys
        let slot = _slots[name]
        let readers = Steps.Where(step => step.Inputs.Contains(slot)).ToList()
        where readers.Count > 0 && readers.TrueForAll(step => step.Node.OpType is "Conv" or "ConvTranspose" or "Gemm" or "MatMul")
        select slot;

    /// <summary>Clears every slot that is not a constant; the tensors themselves belong to scopes.</summary>
    public void ForgetActivations(Tensor?[] values)
    {
        foreach (var slot in _activations)
        {
            values[slot] = null;
        }
    }

    /// <summary>Plans <paramref name="graph"/>.</summary>
    /// <exception cref="TrainingException">The graph has not exactly one input, uses an unsupported operator or lacks a tap or what is to be digested.</exception>
    public static ExecutionPlan Of(ModelGraph graph, IEnumerable<string> taps, IEnumerable<Digest> digests)
    {
        if (graph.Inputs is not [var input])
        {
            throw new TrainingException($"The model has {graph.Inputs.Count} inputs; one is expected.");
        }

        var constants = new Dictionary<string, TensorData>(graph.Initializers, StringComparer.Ordinal);
        var nodes = graph.Nodes.Where(node => !IsConstant(node, constants)).ToList();
        var slots = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var name in constants.Keys.Append(input.Name).Concat(nodes.SelectMany(node => node.Outputs)).Where(name => name.Length > 0))
        {
            slots.TryAdd(name, slots.Count);
        }

        var results = graph.Outputs.Select(output => output.Name).Concat(taps).Distinct(StringComparer.Ordinal)
            .Select(name => (name, Slot(name))).ToArray();
        var digested = digests.ToLookup(digest => Slot(digest.Value));
        var heads = DetectorDescription.Read(graph)?.Heads.Select(head => head.Output) ?? [];
        var float32 = graph.Outputs.Where(output => output.Type != ElementType.BFloat16).Select(output => output.Name).Concat(heads).Where(slots.ContainsKey).Select(name => slots[name]).ToHashSet();
        var kept = results.Select(result => result.Item2).Concat(constants.Keys.Append(input.Name).Select(name => slots[name])).ToHashSet();
        return new(slots, float32, constants, Schedule(graph, nodes, slots, constants, kept, digested), slots[input.Name], results, digested);

        int Slot(string name) => slots.TryGetValue(name, out var slot) ? slot : throw new TrainingException($"The model has no value '{name}'.");
    }

    private static List<ExecutionStep> Schedule(
        ModelGraph graph, List<Node> nodes, Dictionary<string, int> slots, Dictionary<string, TensorData> constants, HashSet<int> kept, ILookup<int, Digest> digested)
    {
        var lastUse = new Dictionary<int, int>();
        for (var index = 0; index < nodes.Count; index++)
        {
            // A value that nobody reads dies where it is made.
            foreach (var name in nodes[index].Outputs.Concat(nodes[index].Inputs).Where(name => name.Length > 0))
            {
                lastUse[Slot(nodes[index], name)] = index;
            }
        }

        var released = lastUse.Where(use => !kept.Contains(use.Key)).ToLookup(use => use.Value, use => use.Key);
        var readers = new GraphIndex(graph);
        return [.. nodes.Select((node, index) => new ExecutionStep(
            node,
            OperatorRegistry.Create(node, graph),
            [.. node.Inputs.Select(name => name.Length > 0 ? Slot(node, name) : -1)],
            [.. node.Outputs.Select(name => name.Length > 0 ? Slot(node, name) : -1)],
            [.. released[index]],
            MayOverwrite(node, readers) && released[index].Contains(Slot(node, node.Inputs[0])) && !digested.Contains(Slot(node, node.Inputs[0])),
            constants))];

        int Slot(Node node, string name) => slots.TryGetValue(name, out var slot) ? slot
            : throw new TrainingException($"{node} reads '{name}', which nothing writes.");
    }

    // These do not keep their output for the backward pass, and nobody else sees it.
    private static bool MayOverwrite(Node node, GraphIndex readers) =>
        node.Inputs.Count > 0 && readers.Consumers(node.Inputs[0]).Count == 1
        && readers.Producer(node.Inputs[0])?.OpType is "Conv" or "BatchNormalization" or "Add";

    private static bool IsConstant(Node node, Dictionary<string, TensorData> constants)
    {
        if (node.OpType != "Constant")
        {
            return false;
        }

        constants[node.Output] = ConstantValue.Of(node);
        return true;
    }
}
