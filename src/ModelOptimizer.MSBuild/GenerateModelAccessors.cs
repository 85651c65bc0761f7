using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;
using ModelOptimizer.MSBuild.Accessors;
using ModelOptimizer.MSBuild.Manifests;

namespace ModelOptimizer.MSBuild;

/// <summary>
/// Writes the C# accessor of every <c>ModelCompression</c> item from its manifest alone: milliseconds, nothing trained, so that it can run in
/// design-time builds. A manifest that cannot be read is an error at its line and column.
/// </summary>
[MSBuildMultiThreadableTask]
public sealed class GenerateModelAccessors : Task
{
    /// <summary>The <c>ModelCompression</c> items.</summary>
    [Required]
    public ITaskItem[] Manifests { get; set; } = [];

    /// <summary>The project's language; an accessor is written for C# only.</summary>
    [Required]
    public string Language { get; set; } = "";

    /// <summary>The namespace of items that do not name theirs.</summary>
    public string RootNamespace { get; set; } = "";

    /// <summary>Full path of the project's directory.</summary>
    [Required]
    public string ProjectDirectory { get; set; } = "";

    /// <summary>Full path of the folder under <c>obj</c> for the sources and, later, the models.</summary>
    [Required]
    public string OutputDirectory { get; set; } = "";

    /// <summary>Whether the project has ONNX Runtime: then accessors create sessions, and those of detectors detect.</summary>
    public bool OnnxRuntime { get; set; }

    /// <summary>The sources to compile.</summary>
    [Output]
    public ITaskItem[] Sources { get; private set; } = [];

    /// <summary>One item per manifest: where its model goes and what it is called there.</summary>
    [Output]
    public ITaskItem[] Models { get; private set; } = [];

    /// <summary>Files that say which images the data sets have: what a build depends on besides the manifests.</summary>
    [Output]
    public ITaskItem[] DataIndexes { get; private set; } = [];

    /// <inheritdoc />
    public override bool Execute()
    {
        var plans = Manifests.Select(Plan).OfType<ModelPlan>().ToList();
        ReportClashes(plans);
        if (Log.HasLoggedErrors)
        {
            return false;
        }

        Models = [.. plans.Select(plan => plan.ToItem())];
        DataIndexes = [.. plans.SelectMany(plan => plan.DataIndexes).Select(path => new TaskItem(TaskItemText.Escape(path)))];
        Sources = Language == "C#" ? [.. plans.Select(WriteSource)] : [];
        return true;
    }

    private ModelPlan? Plan(ITaskItem item)
    {
        var path = item.GetMetadata("FullPath");
        try
        {
            var plan = new ModelPlan(item, ManifestFacts.Read(path), RootNamespace, ProjectDirectory, OutputDirectory, OnnxRuntime);
            if (plan.Embed && Language != "C#")
            {
                throw new ManifestException(
                    DiagnosticCodes.LanguageUnsupported,
                    $"There is no accessor for {Language}: write <ModelCompression Include=\"{item.ItemSpec}\" Embed=\"false\" />, "
                    + "and the model is copied beside the application.");
            }

            return plan;
        }
        catch (ManifestException problem)
        {
            Log.LogError(null, problem.Code, null, path, problem.Line, problem.Column, 0, 0, "{0}", problem.Message);
        }
        catch (ArgumentException problem)
        {
            Log.LogError(null, DiagnosticCodes.BadSetting, null, null, 0, 0, 0, 0, "{0}", problem.Message);
        }

        return null;
    }

    private void ReportClashes(List<ModelPlan> plans)
    {
        ReportClashes(plans, plan => plan.ResourceName, "'output.className'");
        ReportClashes(plans.Where(plan => !plan.Embed), plan => plan.ContentName, "'output.name'");
    }

    private void ReportClashes(IEnumerable<ModelPlan> plans, Func<ModelPlan, string> name, string remedy)
    {
        foreach (var clash in plans.GroupBy(name, StringComparer.OrdinalIgnoreCase).Where(group => group.Count() > 1))
        {
            var others = string.Join(", ", clash.Skip(1).Select(plan => plan.ManifestName));
            Log.LogError(
                null, DiagnosticCodes.Contradiction, null, clash.First().ManifestPath, 0, 0, 0, 0,
                "{0} would be made from {1} too; list it once, or give each manifest its own {2}.", clash.Key, others, remedy);
        }
    }

    private TaskItem WriteSource(ModelPlan plan)
    {
        var source = new AccessorSource(plan).Write();
        if (!File.Exists(plan.SourceFile) || File.ReadAllText(plan.SourceFile) != source)
        {
            Directory.CreateDirectory(OutputDirectory);
            File.WriteAllText(plan.SourceFile, source);
            Log.LogMessage(MessageImportance.Low, "Wrote {0}", plan.SourceFile);
        }

        return new TaskItem(TaskItemText.Escape(plan.SourceFile));
    }
}
