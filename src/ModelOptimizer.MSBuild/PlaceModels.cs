using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace ModelOptimizer.MSBuild;

/// <summary>
/// Copies artifacts from the cache into the project's <c>obj</c> folder, where the cache's eviction cannot reach them, and says how each joins
/// the build. Without artifacts (the engine was not started) it names the copies that are there.
/// </summary>
[MSBuildMultiThreadableTask]
public sealed class PlaceModels : Task
{
    private const long LargestResource = 100L << 20;

    /// <summary>The models of <see cref="GenerateModelAccessors"/>.</summary>
    [Required]
    public ITaskItem[] Models { get; set; } = [];

    /// <summary>The artifacts of <see cref="CompressModel"/>.</summary>
    public ITaskItem[] Artifacts { get; set; } = [];

    /// <summary>What to embed: models and reports, with their <c>LogicalName</c>.</summary>
    [Output]
    public ITaskItem[] Resources { get; private set; } = [];

    /// <summary>What to copy beside the application: models and reports, with their <c>TargetPath</c>.</summary>
    [Output]
    public ITaskItem[] Contents { get; private set; } = [];

    /// <inheritdoc />
    public override bool Execute()
    {
        var artifacts = Artifacts.ToDictionary(artifact => artifact.GetMetadata("Manifest"), StringComparer.Ordinal);
        var (resources, contents) = (new List<ITaskItem>(), new List<ITaskItem>());
        foreach (var model in Models)
        {
            var (modelFile, reportFile) = (model.GetMetadata("ModelFile"), model.GetMetadata("ReportFile"));
            if (artifacts.TryGetValue(model.ItemSpec, out var artifact))
            {
                Place(artifact.ItemSpec, modelFile);
                Place(artifact.GetMetadata("Report"), reportFile);
            }

            var embed = model.GetMetadata("Embed") == "true";
            if (File.Exists(modelFile) && File.Exists(reportFile))
            {
                Func<string, string, ITaskItem> join = embed ? Resource : Content;
                (embed ? resources : contents).AddRange([join(modelFile, model.GetMetadata("ModelName")), join(reportFile, model.GetMetadata("ReportName"))]);
            }

            if (embed)
            {
                WarnOfSize(model.ItemSpec, modelFile);
            }
        }

        Resources = [.. resources];
        Contents = [.. contents];
        return !Log.HasLoggedErrors;
    }

    // The copy's time is the time of its change, never the artifact's: going back to an earlier, cached model must make the compiler run.
    private void Place(string source, string target)
    {
        if (FileContent.AreEqual(source, target))
        {
            return;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        var beside = target + ".new";
        File.Copy(source, beside, overwrite: true);
        File.SetLastWriteTimeUtc(beside, DateTime.UtcNow);
        File.Delete(target);
        File.Move(beside, target);
        Log.LogMessage(MessageImportance.Low, "Copied {0} to {1}", source, target);
    }

    // WithCulture and Type: without them 'detector.id.onnx' becomes an Indonesian satellite assembly.
    private static TaskItem Resource(string file, string name) => Item(file, ("LogicalName", name), ("WithCulture", "false"), ("Type", "Non-Resx"));

    private static TaskItem Content(string file, string name) => Item(
        file,
        ("TargetPath", name), ("Link", name), ("CopyToOutputDirectory", "PreserveNewest"), ("CopyToPublishDirectory", "PreserveNewest"),
        ("ExcludeFromSingleFile", "true"), ("Pack", "false"));

    private static TaskItem Item(string file, params (string Name, string Value)[] metadata)
    {
        var item = new TaskItem(TaskItemText.Escape(file));
        foreach (var (name, value) in metadata)
        {
            item.SetMetadata(name, TaskItemText.Escape(value));
        }

        return item;
    }

    private void WarnOfSize(string manifest, string modelFile)
    {
        if (File.Exists(modelFile) && new FileInfo(modelFile).Length is var bytes and > LargestResource)
        {
            Log.LogWarning(
                null, DiagnosticCodes.LargeResource, null, manifest, 0, 0, 0, 0,
                "The model has {0:N0} bytes; above {1:N0} set Embed=\"false\" on the ModelCompression item, and it is copied beside the application.",
                bytes, LargestResource);
        }
    }
}
