using System.IO.Enumeration;
using ModelOptimizer.Graph;

namespace ModelOptimizer.Training.Distillation;

/// <summary>Finds the feature maps whose attention is imitated.</summary>
public static class AttentionLayers
{
    /// <summary>The word that stands for the automatic choice among the layers of a group.</summary>
    public const string Automatic = "auto";

    private static readonly HashSet<string> Layers = ["Conv", "ConvTranspose"];

    /// <summary>
    /// The ends of the stages and the inputs of the heads: the last activation before each down-sampling and before each head that both networks have
    /// (surgery keeps names).
    /// </summary>
    /// <exception cref="TrainingException">There is none.</exception>
    public static IReadOnlyList<string> Choose(ModelGraph teacher, ModelGraph student)
    {
        var ends = new FeatureMaps(teacher).StageEnds(Values(student).Contains);
        return ends.Count > 0 ? ends : throw new TrainingException(
            "Teacher and student share no activations of known resolution, so their attention cannot be compared. Name the layers, or set the weight of attention to 0.");
    }

    /// <summary>
    /// The feature maps that a pattern of layer names stands for: what convolutions of such names hand on after normalisation and activation or, where
    /// none has such a name, what other nodes give.
    /// </summary>
    /// <returns>Names of values in the graph's order; none where nothing matches.</returns>
    public static IReadOnlyList<string> Find(ModelGraph graph, string pattern)
    {
        var maps = new FeatureMaps(graph);
        var named = graph.Nodes.Where(node => FileSystemName.MatchesSimpleExpression(pattern, node.Name, ignoreCase: false)).ToLookup(node => Layers.Contains(node.OpType));
        var values = named.Contains(true) ? named[true].Select(maps.EndOf) : named[false].Select(node => node.Output);
        return [.. values.Where(value => maps.Resolution(value) is not null).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>What a student is to imitate by <paramref name="options"/>.</summary>
    /// <exception cref="TrainingException">A layer does not exist in both networks, or a preset belongs to another network.</exception>
    internal static IReadOnlyList<AttentionTerm> Terms(DistillationOptions options, ModelGraph teacher, ModelGraph student)
    {
        var shared = Values(student);
        var terms = options.Preset is { } preset ? PresetLayers.Of(preset, teacher) : Terms(options.AttentionGroups, teacher, student);
        return terms.FirstOrDefault(term => !shared.Contains(term.Value)) is not { Value: var missing } ? terms
            : throw new TrainingException($"The student has no '{missing}', whose attention it is to imitate; it may have lost that layer with a block. Choose layers that it has.");
    }

    private static List<AttentionTerm> Terms(IReadOnlyList<AttentionGroup> groups, ModelGraph teacher, ModelGraph student)
    {
        var terms = new List<AttentionTerm>();
        foreach (var group in groups.DefaultIfEmpty(new(1, [Automatic])))
        {
            foreach (var layer in group.Layers)
            {
                var values = layer == Automatic ? Choose(teacher, student) : Find(teacher, layer);
                terms.AddRange(values.Count == 0 ? throw new TrainingException($"'{layer}' matches no layer of the teacher.")
                    : values.Where(value => !terms.Exists(term => term.Value == value)).Select(value => new AttentionTerm(value, group.Weight, PerPosition: false)));
            }
        }

        return terms;
    }

    private static HashSet<string> Values(ModelGraph graph) => graph.Nodes.SelectMany(node => node.Outputs).ToHashSet(StringComparer.Ordinal);
}
