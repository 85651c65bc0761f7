using ModelOptimizer.Graph.Costs;
using ModelOptimizer.Pipeline.Models;
using ModelOptimizer.Pruning.Plans;

namespace ModelOptimizer.Pipeline.Reports.Sections;

/// <summary>Every convolution and matrix product before and after, and what the plan says of groups and of layers left whole.</summary>
internal static class LayersSection
{
    /// <summary>The section's values; adds its charts.</summary>
    public static object Of(ReportSources sources, List<Chart> charts)
    {
        LayerDifference[] layers = [.. sources.Difference.Layers.Where(layer => layer.Before is { Macs: > 0 } || layer.After is { Macs: > 0 })];
        string[] names = [.. layers.Select(layer => layer.Name)];
        charts.Add(Bars("channels", "output channels", layer => Channels(layer)));
        charts.Add(Bars("parameters", "parameters", layer => layer?.Parameters ?? 0));
        charts.Add(Bars("macs", "MACs", layer => layer?.Macs ?? 0));
        var plan = sources.Read("prune", "plan.json", PruningPlan.FromJson);
        return new
        {
            Rows = layers.Select((layer, index) => new
            {
                Number = index + 1,
                layer.Name,
                Operator = (layer.After ?? layer.Before)!.OpType,
                Change = Comparison.Name(layer.Kind),
                Channels = Pair(Channels(layer.Before), Channels(layer.After)),
                Parameters = Pair(layer.Before?.Parameters, layer.After?.Parameters),
                Macs = Pair(layer.Before?.Macs, layer.After?.Macs),
            }),
            Plan = plan is null ? null : new
            {
                plan.Criterion,
                Groups = plan.Groups.Select(group => new { group.Name, group.Channels, group.Removed, Share = Share(group.Removed, group.Channels), group.Threshold }),
                Blocks = plan.Blocks,
                Whole = plan.Layers.Where(layer => layer.Whole is not null).Select(layer => new { layer.Layer, layer.Whole }),
                Refused = plan.Refused.Select(refusal => refusal.ToString()),
            },
            IsPruned = sources.Report.Stages.Any(stage => stage.Name == "prune"),
        };

        Chart Bars(string id, string what, Func<LayerCost?, long?> value)
        {
            double[] positions = [.. Enumerable.Range(0, layers.Length).Select(index => (double)index)];
            return new(id, "bars", "layer", what,
            [
                new("before", "before", positions, [.. layers.Select(layer => (double?)value(layer.Before))]),
                new("after", "after", positions, [.. layers.Select(layer => (double?)value(layer.After))]),
            ])
            { Labels = names };
        }
    }

    private static long? Channels(LayerCost? layer) => layer is null ? 0 : layer.OutputShape is { Count: > 1 } shape ? shape[1].Value : null;

    private static object Pair(long? before, long? after) => new
    {
        Before = before,
        After = after,
        Left = before is > 0 && after is { } left ? Math.Min(1, (double)left / before.Value) : 0,
    };

    private static double Share(int part, int whole) => whole == 0 ? 0 : (double)part / whole;
}
