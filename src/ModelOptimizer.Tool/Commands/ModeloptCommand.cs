using System.CommandLine;

namespace ModelOptimizer.Tool.Commands;

/// <summary><c>modelopt</c>: the program with all its verbs.</summary>
internal static class ModeloptCommand
{
    public static RootCommand Create()
    {
        RootCommand root = new("Compresses neural networks: trains, prunes, distils and verifies what a manifest describes.")
        {
            CompressCommand.Create(),
            WatchCommand.Create(),
            CheckCommand.Create(),
            ExplainCommand.Create(),
            CacheCommand.Create(),
            DoctorCommand.Create(),
            RuntimeCommand.Create(),
            NewCommand.Create(),
            InspectCommand.Create(),
            DiffCommand.Create(),
            ZooCommand.Create(),
            ImportCommand.Create(),
            ExportCommand.Create(),
            GroupsCommand.Create(),
            EvaluateCommand.Create(),
            TrainCommand.Create(),
            SparsifyCommand.Create(),
            PruneCommand.Create(),
            DistillCommand.Create(),
            SearchCommand.Create(),
            RolloutWorkerCommand.Create(),
            BenchCommand.Create(),
            ReportCommand.Create(),
            CommonOptions.Verbosity,
        };
        HelpPage.AddTo(root);
        return root;
    }
}
