using System.CommandLine;

namespace ModelOptimizer.Tool.Commands;

/// <summary><c>modelopt</c>: the program with its verbs.</summary>
internal static class ModeloptCommand
{
    private static readonly Dictionary<string, Func<Command>> Verbs = new(StringComparer.Ordinal)
    {
        ["compress"] = CompressCommand.Create,
        ["watch"] = WatchCommand.Create,
        ["check"] = CheckCommand.Create,
        ["explain"] = ExplainCommand.Create,
        ["cache"] = CacheCommand.Create,
        ["doctor"] = DoctorCommand.Create,
        ["runtime"] = RuntimeCommand.Create,
        ["new"] = NewCommand.Create,
        ["inspect"] = InspectCommand.Create,
        ["diff"] = DiffCommand.Create,
        ["zoo"] = ZooCommand.Create,
        ["import"] = ImportCommand.Create,
        ["export"] = ExportCommand.Create,
        ["groups"] = GroupsCommand.Create,
        ["evaluate"] = EvaluateCommand.Create,
        ["train"] = TrainCommand.Create,
        ["sparsify"] = SparsifyCommand.Create,
        ["prune"] = PruneCommand.Create,
        ["distill"] = DistillCommand.Create,
        ["search"] = SearchCommand.Create,
        ["rollout-worker"] = RolloutWorkerCommand.Create,
        ["bench"] = BenchCommand.Create,
        ["report"] = ReportCommand.Create,
    };

    /// <summary>The program with all its verbs.</summary>
    public static RootCommand Create() => Create(Verbs.Values);

    /// <summary>The program with what a command line needs: its verb, or all where it starts with none. To make all of them takes longer than some verbs take.</summary>
    public static RootCommand For(string[] arguments) =>
        arguments.Length > 0 && Verbs.TryGetValue(arguments[0], out var verb) ? Create([verb]) : Create();

    private static RootCommand Create(IEnumerable<Func<Command>> verbs)
    {
        RootCommand root = new("Compresses neural networks: trains, prunes, distils and verifies what a manifest describes.") { CommonOptions.Verbosity };
        foreach (var verb in verbs)
        {
            root.Subcommands.Add(verb());
        }

        HelpPage.AddTo(root);
        return root;
    }
}
