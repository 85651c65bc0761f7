using ModelOptimizer.Graph;
using ModelOptimizer.Pruning.Blocks;
using ModelOptimizer.Pruning.Coupling;
using ModelOptimizer.Pruning.Coupling.Operators;
using ModelOptimizer.Pruning.Plans;

namespace ModelOptimizer.Pruning.Surgery;

/// <summary>Finds what folding leaves out: constants that are not known, that an operator cannot take up, or that a convolution's padding interrupts.</summary>
public sealed class DroppedConstants
{
    private readonly ChannelCoupling _coupling;
    private readonly bool[] _removed;
    private readonly ConstantPass _constants;
    private readonly GraphIndex _index;

    internal DroppedConstants(ModelGraph graph, ChannelCoupling coupling, bool[] removed)
    {
        (_coupling, _removed) = (coupling, removed);
        _constants = new ConstantPass(graph, coupling, removed).Run();
        _index = new(graph);
    }

    /// <summary>What folding leaves out where <paramref name="plan"/> cuts <paramref name="graph"/>, in the order of the graph.</summary>
    /// <exception cref="PruningException">The plan does not fit the graph.</exception>
    /// <exception cref="GraphException">The graph's shapes contradict each other.</exception>
    public static IReadOnlyList<DroppedConstant> Of(ModelGraph graph, PruningPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var rest = BlockSurgery.Remove(graph, plan.Blocks);
        var coupling = ChannelCoupling.Of(rest);
        return plan.FoldConstants ? new DroppedConstants(rest, coupling, plan.Bind(coupling)).Find() : [];
    }

    internal IReadOnlyList<DroppedConstant> Find()
    {
        var dropped = new List<DroppedConstant>();
        foreach (var layer in _coupling.Slots.Where(slot => slot.Role == ChannelRole.Input).Select(slot => slot.Node).Distinct())
        {
            var input = layer.Inputs[0];
            if (Unknown(input) is > 0 and var unknown)
            {
                dropped.Add(new(layer.Name, unknown, $"{Loser(input)} does not leave a constant that is known"));
            }

            if (_constants.Of(input)?.Count(constant => constant is not (0 or float.NaN)) is > 0 and var known && Obstacle(layer) is { } obstacle)
            {
                dropped.Add(new(layer.Name, known, obstacle));
            }
        }

        return dropped;
    }

    /// <summary>How many removed channels of a value hold no known constant.</summary>
    private int Unknown(string value)
    {
        if (_coupling.Channels(value) is not { } channels)
        {
            return 0;
        }

        var (sets, constants, count) = (channels.Sets(), _constants.Of(value), 0);
        for (var position = 0; position < sets.Length; position++)
        {
            count += _removed[sets[position]] && (constants is null || float.IsNaN(constants[position])) ? 1 : 0;
        }

        return count;
    }

    /// <summary>The operator upstream of a value that loses the constants.</summary>
    private string Loser(string value)
    {
        while (true)
        {
            var producer = _index.Producer(value)!;
            if (producer.Inputs.Find(input => Unknown(input) > 0) is not { } source)
            {
                return $"{producer.OpType} '{producer.Name}'";
            }

            value = source;
        }
    }

    /// <summary>Why a layer does not take up a known constant everywhere, or null where it does.</summary>
    private static string? Obstacle(Node layer) =>
        !OperatorFamilies.Of(layer)!.Absorbs ? $"what they add to a pixel of {layer.OpType} depends on the phase of its stride"
        : layer.Ints("pads")?.Any(pad => pad != 0) == true || layer.Text("auto_pad", "NOTSET").StartsWith("SAME", StringComparison.Ordinal)
            ? "folded, except at the borders: the padding is 0 there, not the constant"
        : null;
}
