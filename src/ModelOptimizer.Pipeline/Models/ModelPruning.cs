using ModelOptimizer.Graph;
using ModelOptimizer.Graph.Costs;
using ModelOptimizer.Graph.Onnx;
using ModelOptimizer.Pipeline.Diagnostics;
using ModelOptimizer.Pipeline.Verification;
using ModelOptimizer.Pruning;
using ModelOptimizer.Pruning.Criteria;
using ModelOptimizer.Pruning.Groups;
using ModelOptimizer.Pruning.Plans;
using ModelOptimizer.Pruning.Selection;
using ModelOptimizer.Pruning.Surgery;

namespace ModelOptimizer.Pipeline.Models;

/// <summary>Prunes one model: reads it, plans or replays, cuts, checks the cut, writes.</summary>
public static class ModelPruning
{
    /// <summary>Does what <paramref name="request"/> asks for.</summary>
    /// <exception cref="PipelineException">The request is malformed, or the cut graph computes something else than the masked one.</exception>
    /// <exception cref="GraphException">There is no such model, or it is malformed.</exception>
    /// <exception cref="PruningException">The budget cannot be met, or the plan does not fit the model.</exception>
    public static PruneReport Run(PruneRequest request, CancellationToken cancellation)
    {
        var options = request.SaysHowMuch ? Options(request, cancellation) : null;
        if (options is null && request.Plan is null)
        {
            throw Usage("Say how much to remove: --ratio, --parameters, --macs, --bytes or --latency; or give the --plan to replay.");
        }

        OnnxLibrary.LoadMeanwhile();
        var (graph, bytes) = ModelArgument.Load(request.Model, request.Settings);
        var (plan, cut) = options is null ? Replay(graph, request.Plan!) : Pruner.Prune(graph, options);
        var check = SurgeryCheck.Require(graph, plan, cut, request.Threads);
        if (request.Output is { } output)
        {
            OnnxFile.Write(cut, output);
        }

        if (options is not null && request.Plan is { } path)
        {
            OutputFile.Write(path, plan.ToJson());
        }

        return Report(graph, bytes, plan, cut, check, request, options?.Latency?.Meter);
    }

    private static PruningOptions Options(PruneRequest request, CancellationToken cancellation)
    {
        if (request.CriterionSettings.Count > 0 && request.Criterion != "cpmc")
        {
            throw Usage("--with belongs to the criterion cpmc; the others have no options.");
        }

        if (request.Grouping != LayerGrouping.Stride && request.Scope != PruningScope.Group)
        {
            throw Usage("--grouping belongs to --scope group; elsewhere layers have no groups.");
        }

        return new()
        {
            Criterion = Criterion(request),
            Grouping = request.Grouping,
            Scope = request.Scope ?? (request.Ratio is null ? PruningScope.Global : PruningScope.Layer),
            Ratio = request.Ratio,
            Parameters = PruneAmount.Count("--parameters", request.Parameters),
            Macs = PruneAmount.Count("--macs", request.Macs),
            Bytes = PruneAmount.Bytes("--bytes", request.Bytes),
            Latency = PruneAmount.Milliseconds("--latency", request.Latency) is { } latency ? new(latency, new OnnxLatencyMeter(request.Threads, cancellation)) : null,
            RoundTo = request.RoundTo,
            MinimumKept = request.MinimumKept,
            Include = request.Include,
            Exclude = request.Exclude,
            Rounds = request.Rounds,
        };
    }

    private static ICriterion Criterion(PruneRequest request)
    {
        if (request.Criterion == "taylor")
        {
            throw Usage($"The criterion taylor needs labelled data, which this verb does not take. Choose {string.Join(", ", PruningCriteria.Names.Where(name => name != "taylor"))}, "
                + "or write \"criterion\": \"taylor\" into the stage prune of a manifest and run modelopt compress.");
        }

        try
        {
            var cpmc = new CpmcOptions().With(request.CriterionSettings.Select(setting => ModelArgument.Split("--with", setting)));
            return PruningCriteria.Find(request.Criterion, new CriterionOptions { Seed = request.Seed, Cpmc = cpmc });
        }
        catch (PruningException error)
        {
            throw Usage(error.Message);
        }
    }

    private static (PruningPlan Plan, ModelGraph Graph) Replay(ModelGraph graph, string path)
    {
        try
        {
            var plan = PruningPlan.FromJson(File.ReadAllText(path));
            return (plan, ChannelSurgery.Apply(graph, plan));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new PipelineException(Diagnostic.Error(DiagnosticCodes.FileUnreadable, $"The plan {path} cannot be read: {error.Message}"), error);
        }
    }

    private static PruneReport Report(
        ModelGraph graph, long bytes, PruningPlan plan, ModelGraph cut, SurgeryDifference check, PruneRequest request, ILatencyMeter? meter)
    {
        var (before, after) = (CostModel.Measure(graph), CostModel.Measure(cut));
        return new(
            new(before.Parameters, before.Macs, bytes, meter?.Milliseconds(graph)),
            new(after.Parameters, after.Macs, OnnxFile.SizeOf(cut), meter?.Milliseconds(cut)),
            check,
            plan.Refused,
            [.. Layers(graph, before, after, plan)],
            request.Output);
    }

    private static IEnumerable<LayerChange> Layers(ModelGraph graph, ModelCost before, ModelCost after, PruningPlan plan)
    {
        var nodes = graph.Nodes.ToDictionary(node => node.Name, StringComparer.Ordinal);
        var later = after.Layers.ToDictionary(layer => layer.Name, StringComparer.Ordinal);
        var planned = plan.Layers.ToDictionary(layer => layer.Layer, StringComparer.Ordinal);
        foreach (var layer in before.Layers)
        {
            if (layer.Macs > 0 && Channels(nodes[layer.Name], layer) is { } channels)
            {
                var change = planned.GetValueOrDefault(layer.Name);
                var left = later[layer.Name];
                yield return new(
                    layer.Name,
                    layer.OpType,
                    new(channels, layer.Parameters, layer.Macs),
                    new(Channels(nodes[layer.Name], left) ?? channels, left.Parameters, left.Macs),
                    change?.Whole);
            }
        }

        static int? Channels(Node node, LayerCost layer) =>
            layer.OutputShape is { Count: >= 2 } shape ? (int?)shape[node.OpType is "Conv" or "ConvTranspose" ? 1 : shape.Count - 1].Value : null;
    }

    private static PipelineException Usage(string message) => new(Diagnostic.Error(DiagnosticCodes.Usage, message));
}
