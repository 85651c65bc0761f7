using ModelOptimizer.Pipeline.Diagnostics;
using ModelOptimizer.Pruning.Groups;
using ModelOptimizer.Pruning.Selection;

namespace ModelOptimizer.Pipeline.Manifest;

/// <summary>What must hold between the parts of a manifest, beyond the type and range of each.</summary>
internal sealed class ManifestRules(ManifestFile file, DiagnosticList diagnostics)
{
    /// <summary>Adds one diagnostic for each rule that is broken; parts that are wrong already are passed over.</summary>
    public void Check()
    {
        var manifest = file.Manifest;
        var (model, data, stages) = (IsSound("model"), IsSound("data"), IsSound("stages"));
        if (model)
        {
            CheckModel(manifest.Model);
            CheckReach("model.onnx", manifest.Model.Onnx);
            CheckReach("model.darknet.cfg", manifest.Model.Darknet?.Cfg);
            CheckReach("model.darknet.weights", manifest.Model.Darknet?.Weights);
        }

        if (data)
        {
            CheckClasses(manifest.Data.Classes);
            CheckReach("data.root", manifest.Data.Root);
        }

        if (stages)
        {
            CheckStages(manifest.Stages, isWhole: file.Find("model") is not null);
        }

        if (file.Find("output.suppression") is not null && manifest.Output.Postprocess != PostprocessKind.Nms)
        {
            Contradict("output.suppression", "\"suppression\" belongs to \"postprocess\": \"nms\". Remove it, or let the artifact suppress.");
        }

        new TaskRules(file, diagnostics).Check();
        if (model && stages && manifest is { Model.IsTrained: false, Stages.Train: null })
        {
            Contradict("stages", $"{(manifest.Model.Zoo is null ? "A network without weights" : "An architecture of the zoo")} comes untrained; add a \"train\" stage.");
        }
    }

    private bool IsSound(string part) => file.Find(part) is ObjectNode node && !diagnostics.AnyWithin(node);

    private void CheckModel(ModelOptions model)
    {
        if (new object?[] { model.Zoo, model.Onnx, model.Darknet }.Count(source => source is not null) != 1)
        {
            Contradict("model", "Give either \"zoo\" (an architecture), \"onnx\" (a file) or \"darknet\" (a .cfg and its weights), exactly one of them.");
        }
        else if (model.Zoo is null && model.Options.Count > 0)
        {
            Contradict("model.options", "\"options\" belong to \"zoo\"; a file has none. Remove them.");
        }
    }

    // A stage by itself has no others to go with.
    private void CheckStages(StageOptions stages, bool isWhole)
    {
        if (isWhole && stages.Distill is not null && stages.Prune is null)
        {
            Contradict("stages.distill", "Distilling needs a pruned model as its student; add a \"prune\" stage or remove \"distill\".");
        }

        if (stages.Distill?.Attention is { } attention)
        {
            CheckAttention(attention);
        }

        if (stages.Sparsify?.Guard is not null && file.Find("stages.sparsify.rate") is not null)
        {
            Contradict("stages.sparsify.rate", "The guard finds the rate; remove \"rate\", or \"guard\" to keep the rate constant.");
        }

        if (stages.Prune is { Method: not PruneMethod.Search, Budget: { Parameters: null, Macs: null, Bytes: null, Latency: null } } pruned && pruned.Groups.All(group => group.Remove is null))
        {
            Contradict("stages.prune.budget", "Give a budget: \"parameters\", \"macs\", \"bytes\", \"latency\" or several, for instance { \"parameters\": \"-50%\" }; or let groups say how much to \"remove\".");
        }

        if (stages.Prune is { Thresholds: PruneThresholds.Sensitivity } measured)
        {
            CheckSensitivity(measured);
        }
        else if (stages.Prune is not null && file.Find("stages.prune.sensitivity") is not null)
        {
            Contradict("stages.prune.sensitivity", "\"sensitivity\" belongs to \"thresholds\": \"sensitivity\". Add that, or remove this.");
        }

        if (stages.Prune is { Method: PruneMethod.Cpmc, Criterion: not (PruneCriterion.BnScale or PruneCriterion.Cpmc) })
        {
            Contradict("stages.prune.criterion", "The method cpmc is its own criterion; remove \"criterion\", or use the method group.");
        }

        if (stages.Prune is { Method: not PruneMethod.Search, Search: not null })
        {
            Contradict("stages.prune.search", "\"search\" belongs to the method search; remove it, or use that method.");
        }

        if (stages is { Prune.Weights: PrunedWeights.Fresh, Distill: null })
        {
            Contradict("stages.prune.weights", "Fresh weights must be trained; add the stage \"distill\", with the weights of \"attention\" and \"logits\" 0 to train without a teacher.");
        }

        if (stages.Prune is { Weights: PrunedWeights.Fresh, Recalibrate: not null })
        {
            Contradict("stages.prune.recalibrate", "Fresh weights have no statistics of batch normalisation to measure anew; remove \"recalibrate\".");
        }

        if (stages.Prune is { Method: PruneMethod.Search } searched)
        {
            CheckSearch(searched);
        }

        if (stages.Prune is { Method: PruneMethod.Cpmc, Groups.Count: > 0 })
        {
            Contradict("stages.prune.groups", "The method cpmc ranks the whole model; remove \"groups\", or use the method group.");
        }

        if (stages.Prune is { Method: PruneMethod.Cpmc, Grouping: not LayerGrouping.Stride })
        {
            Contradict("stages.prune.grouping", "The method cpmc ranks the whole model; remove \"grouping\", or use the method group.");
        }
    }

    private void CheckSensitivity(PruneOptions prune)
    {
        if (prune.Method == PruneMethod.Cpmc || prune.Scope is not (null or PruningScope.Group))
        {
            Contradict("stages.prune.thresholds", "Sensitivity sets the thresholds of groups; use the method group and its scope.");
        }

        if (prune.Groups.Any(group => group.Remove is not null))
        {
            Contradict("stages.prune.thresholds", "Groups say how much to remove already; drop \"remove\", or the thresholds by sensitivity.");
        }
    }

    private void CheckAttention(AttentionOptions attention)
    {
        if (attention is { Preset: not null, Groups.Count: > 0 })
        {
            Contradict("stages.distill.attention.groups", "A preset brings its own groups; remove \"groups\" or \"preset\".");
        }

        foreach (var (position, group) in attention.Groups.Index().Where(group => group.Item.Layers.Count == 0))
        {
            Contradict($"stages.distill.attention.groups.{position}.layers", "Name at least one layer, or \"auto\".");
        }
    }

    private void CheckSearch(PruneOptions prune)
    {
        if (prune.Groups.Count > 0 || prune.Scope is not null || prune.Rounds > 1 || prune.Grouping != LayerGrouping.Stride || prune.Thresholds != PruneThresholds.Scores)
        {
            Contradict("stages.prune", "A search decides layer by layer and at once; remove \"groups\", \"grouping\", \"thresholds\", \"scope\" and \"rounds\".");
        }

        if (!prune.FoldConstants)
        {
            Contradict("stages.prune.foldConstants", "A search folds constants; remove \"foldConstants\".");
        }

        if (prune.Criterion == PruneCriterion.Taylor)
        {
            Contradict("stages.prune.criterion", "A search ranks channels anew for every candidate, which takes a criterion without data; use another than taylor.");
        }

        if (prune.Floor is not null || prune.Recalibrate is not null)
        {
            Contradict("stages.prune", "A search measures every candidate and its statistics of batch normalisation itself; remove \"floor\" and \"recalibrate\".");
        }

        if (prune.Search is { Blocks: false, Channels: false })
        {
            Contradict("stages.prune.search", "Nothing is left to search: allow \"blocks\", \"channels\" or both.");
        }
    }

    private void CheckClasses(IReadOnlyList<string> classes)
    {
        if (classes.Count == 0)
        {
            Contradict("data.classes", "Name at least one class.");
        }
        else if (classes.GroupBy(name => name).FirstOrDefault(group => group.Count() > 1) is { Key: var name })
        {
            Contradict("data.classes", $"The class \"{name}\" is named twice.");
        }
    }

    private void CheckReach(string path, string? value)
    {
        if (value is not null && !file.Reach.Holds(file.Resolve(value)))
        {
            diagnostics.Add(
                DiagnosticCodes.PathOutOfReach,
                file.PositionOf(path),
                $"\"{value}\" leaves the project ({file.Reach.Root}). Move it inside, or give it from outside: --data-root for the data set.");
        }
    }

    private void Contradict(string path, string message) => diagnostics.Add(DiagnosticCodes.Contradiction, file.PositionOf(path), message);
}
