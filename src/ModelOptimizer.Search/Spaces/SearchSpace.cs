using ModelOptimizer.Graph;
using ModelOptimizer.Pruning;
using ModelOptimizer.Pruning.Blocks;
using ModelOptimizer.Pruning.Groups;

namespace ModelOptimizer.Search.Spaces;

/// <summary>
/// What can be decided about a graph: residual blocks leave or stay, and layers lose a part of their channels (ABCP, arXiv 2110.03858). Both are found by
/// structure alone; heads are protected because their channels are graph outputs.
/// </summary>
public sealed class SearchSpace
{
    private readonly Dictionary<string, List<SearchStep>> _blocksAt = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<SearchStep>> _ratiosAt = new(StringComparer.Ordinal);

    private SearchSpace(ModelGraph graph, SearchSpaceOptions options, IReadOnlyList<ResidualBlock> blocks, IReadOnlyList<CoupledLayers> widths)
    {
        (Graph, Options, Blocks, Widths) = (graph, options, blocks, widths);
        var steps = new List<SearchStep>();
        var widthsOf = widths.SelectMany((width, index) => width.Layers.Select(layer => (layer, index))).ToLookup(pair => pair.layer, pair => pair.index, StringComparer.Ordinal);
        var blocksAt = blocks.Select((block, index) => (block, index)).ToLookup(pair => pair.block.Nodes[0], StringComparer.Ordinal);
        foreach (var node in graph.Nodes)
        {
            // Around others first: what is inside a removed block needs no decision.
            foreach (var (block, index) in blocksAt[node.Name].OrderByDescending(pair => pair.block.Nodes.Count))
            {
                var step = new SearchStep(steps.Count, index, [], block.Branch);
                steps.Add(step);
                (_blocksAt.TryGetValue(node.Name, out var here) ? here : _blocksAt[node.Name] = []).Add(step);
            }

            // Shared decisions are taken width by width, others layer by layer.
            foreach (var due in options.Alignment == AlignmentRule.Shared ? widthsOf[node.Name].Select(width => (int[])[width]) : widthsOf.Contains(node.Name) ? [[.. widthsOf[node.Name]]] : [])
            {
                var step = new SearchStep(steps.Count, -1, due, node.Name);
                steps.Add(step);
                (_ratiosAt.TryGetValue(node.Name, out var here) ? here : _ratiosAt[node.Name] = []).Add(step);
            }
        }

        Steps = steps;
    }

    /// <summary>The graph.</summary>
    public ModelGraph Graph { get; }

    /// <summary>What may be searched.</summary>
    public SearchSpaceOptions Options { get; }

    /// <summary>The blocks that may leave, in the order in which their sums stand in the graph.</summary>
    public IReadOnlyList<ResidualBlock> Blocks { get; }

    /// <summary>The layers that may lose channels, coupled ones together.</summary>
    public IReadOnlyList<CoupledLayers> Widths { get; }

    /// <summary>All decisions there are, in the order of the graph: of a block at its first operator, of a layer at the layer.</summary>
    public IReadOnlyList<SearchStep> Steps { get; }

    /// <summary>The number of layers that may lose channels.</summary>
    public int LayerCount => _ratiosAt.Count;

    /// <summary>The space of a graph.</summary>
    /// <exception cref="PruningException">There is nothing to decide, or a pattern matches no layer.</exception>
    /// <exception cref="GraphException">The graph's shapes contradict each other.</exception>
    public static SearchSpace Of(ModelGraph graph, SearchSpaceOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(graph);
        var wanted = options ?? new();
        var space = new SearchSpace(
            graph,
            wanted,
            wanted.Blocks ? ResidualBlocks.Find(graph) : [],
            wanted.Channels ? CoupledLayers.Of(graph, wanted.Pruning) : []);
        return space.Steps.Count > 0 ? space : throw new PruningException(
            $"There is nothing to search in this model: it has no residual block, and no layer whose channels may leave by the criterion '{wanted.Pruning.Criterion.Name}'.");
    }

    /// <summary>
    /// Has a candidate decided step by step. Of a removed block nothing more is asked, nor about a block without which nothing would be left of a sum; with
    /// <see cref="AlignmentRule.Shared"/>, nor about a layer whose coupled layers have a ratio already.
    /// </summary>
    public Architecture Decide(IDecisions decisions)
    {
        ArgumentNullException.ThrowIfNull(decisions);
        var removed = new bool[Blocks.Count];
        var dead = new HashSet<string>(StringComparer.Ordinal);
        var (sums, counts) = (new double[Widths.Count], new int[Widths.Count]);
        foreach (var step in Sequence(dead, removed, counts))
        {
            if (step.IsBlock)
            {
                if (removed[step.Block] = decisions.Removes(step))
                {
                    dead.UnionWith(Blocks[step.Block].Nodes);
                }
            }
            else
            {
                var ratio = decisions.Ratio(step);
                foreach (var width in step.Widths)
                {
                    sums[width] = Options.Alignment == AlignmentRule.Largest ? Math.Max(sums[width], ratio) : sums[width] + ratio;
                    counts[width]++;
                }
            }
        }

        return new(removed, [.. sums.Select((sum, width) => counts[width] == 0 || Options.Alignment == AlignmentRule.Largest ? sum : sum / counts[width])]);
    }

    /// <summary>The decisions that are due, given what has been decided so far.</summary>
    private IEnumerable<SearchStep> Sequence(HashSet<string> dead, bool[] removed, int[] decided)
    {
        foreach (var node in Graph.Nodes)
        {
            foreach (var step in _blocksAt.GetValueOrDefault(node.Name) ?? [])
            {
                if (!dead.Contains(node.Name) && !LeavesNothing(Blocks[step.Block], removed))
                {
                    yield return step;
                }
            }

            foreach (var step in _ratiosAt.GetValueOrDefault(node.Name) ?? [])
            {
                if (!dead.Contains(node.Name) && (Options.Alignment != AlignmentRule.Shared || decided[step.Widths[0]] == 0))
                {
                    yield return step;
                }
            }
        }
    }

    private bool LeavesNothing(ResidualBlock block, bool[] removed)
    {
        for (var other = 0; other < removed.Length; other++)
        {
            if (removed[other] && (Blocks[other].Branch == block.Shortcut || Blocks[other].Shortcut == block.Branch))
            {
                return true;
            }
        }

        return false;
    }
}
