using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;
using ModelOptimizer.MSBuild.Manifests;

namespace ModelOptimizer.MSBuild.Accessors;

/// <summary>One <c>ModelCompression</c> item of a project, and what becomes of it there: names and places, all known before training.</summary>
internal sealed class ModelPlan
{
    /// <summary>Plans the item.</summary>
    /// <param name="item">The <c>ModelCompression</c> item.</param>
    /// <param name="facts">What its manifest states.</param>
    /// <param name="rootNamespace">The project's root namespace.</param>
    /// <param name="projectDirectory">The directory that paths in the item's metadata are relative to.</param>
    /// <param name="directory">Where the project keeps its copies of the model: a folder under <c>obj</c>.</param>
    /// <param name="hasOnnxRuntime">Whether the project can use ONNX Runtime.</param>
    /// <exception cref="ArgumentException">The item's metadata has a value that it cannot have.</exception>
    public ModelPlan(ITaskItem item, ManifestFacts facts, string rootNamespace, string projectDirectory, string directory, bool hasOnnxRuntime)
    {
        Facts = facts;
        ManifestPath = item.GetMetadata("FullPath");
        Embed = Flag(item, "Embed");
        HasOnnxRuntime = hasOnnxRuntime;
        HasDetector = hasOnnxRuntime && facts is { IsDetector: true, Labels: not null } && Flag(item, "Detector");
        if (HasDetector && DetectorSource.Types.Contains(facts.ClassName))
        {
            throw new ArgumentException(
                $"The accessor of {item.ItemSpec} cannot be called {facts.ClassName}, as a class inside it is: choose another output.className, or set Detector=\"false\".");
        }

        Visibility = item.GetMetadata("Visibility") switch
        {
            "internal" or "" => "internal",
            "public" => "public",
            var other => throw new ArgumentException($"Visibility=\"{other}\" of {item.ItemSpec} must be internal or public."),
        };
        Namespace = item.GetMetadata("Namespace") is { Length: > 0 } chosen ? chosen : rootNamespace;
        var resourceBase = Namespace.Length > 0 ? $"{Namespace}.{facts.ClassName}" : facts.ClassName;
        ResourceName = $"{resourceBase}.onnx";
        ReportResourceName = $"{resourceBase}.report.json";
        SourceFile = Path.Combine(directory, $"{resourceBase}.g.cs");
        ModelFile = Path.Combine(directory, ResourceName);
        ReportFile = Path.Combine(directory, ReportResourceName);
        var dataFolder = Path.Combine(Path.GetDirectoryName(ManifestPath)!, facts.DataRoot);
        DataRoot = item.GetMetadata("DataRoot") is { Length: > 0 } root ? Path.GetFullPath(Path.Combine(projectDirectory, root)) : "";
        DataIndexes = [.. facts.DataIndexes.Select(index => Path.Combine(DataRoot.Length > 0 ? DataRoot : dataFolder, index)).Where(File.Exists)];
    }

    public ManifestFacts Facts { get; }

    public string ManifestPath { get; }

    public string ManifestName => Path.GetFileName(ManifestPath);

    public bool Embed { get; }

    public bool HasOnnxRuntime { get; }

    public bool HasDetector { get; }

    public string Visibility { get; }

    public string Namespace { get; }

    public string ResourceName { get; }

    public string ReportResourceName { get; }

    public string ContentName => $"{Facts.OutputName}.onnx";

    public string ReportContentName => $"{Facts.OutputName}.report.json";

    public string SourceFile { get; }

    public string ModelFile { get; }

    public string ReportFile { get; }

    public string DataRoot { get; }

    public IReadOnlyList<string> DataIndexes { get; }

    private static bool Flag(ITaskItem item, string name) => item.GetMetadata(name).ToUpperInvariant() switch
    {
        "TRUE" or "" => true,
        "FALSE" => false,
        _ => throw new ArgumentException($"{name}=\"{item.GetMetadata(name)}\" of {item.ItemSpec} must be true or false."),
    };

    /// <summary>The plan as an item, for the targets and for <see cref="PlaceModels"/>.</summary>
    public ITaskItem ToItem()
    {
        var item = new TaskItem(TaskItemText.Escape(ManifestPath));
        void Set(string name, string value) => item.SetMetadata(name, TaskItemText.Escape(value));
        Set("DataRoot", DataRoot);
        Set("Embed", Embed ? "true" : "false");
        Set("ModelFile", ModelFile);
        Set("ReportFile", ReportFile);
        Set("ModelName", Embed ? ResourceName : ContentName);
        Set("ReportName", Embed ? ReportResourceName : ReportContentName);
        return item;
    }
}
