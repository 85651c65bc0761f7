using ModelOptimizer.Graph;
using ModelOptimizer.Pruning.Coupling;
using ModelOptimizer.Pruning.Groups;
using ModelOptimizer.Pruning.Selection;

namespace ModelOptimizer.Pruning;

/// <summary>A model, what is wanted of it, and what every selection from it needs.</summary>
internal sealed class PruningCase
{
    public PruningCase(ModelGraph graph, PruningOptions options)
    {
        options.Check();
        Coupling = ChannelCoupling.Of(graph);
        Eligible = new(Coupling, options);
        Groups = new(graph, Coupling, options);
        Scores = options.Criterion.Score(graph, Coupling, options.Aggregation);
        Eligible.RequireAny(Scores, options.Criterion);
        Cost = new(graph, Coupling);
        Widths = new(Coupling, options);
    }

    public ChannelCoupling Coupling { get; }

    public EligibleSets Eligible { get; }

    public LayerGroups Groups { get; }

    public float[] Scores { get; }

    public CandidateCost Cost { get; }

    public TensorWidths Widths { get; }

    /// <summary>The ranking under <paramref name="options"/> once some sets are gone.</summary>
    public ChannelRanking Ranking(PruningOptions options, bool[] gone) => new(Coupling, Eligible, Scores, Groups, options, Cost, gone);
}
