using ModelOptimizer.Data.Annotations;
using ModelOptimizer.Pipeline.Diagnostics;
using ModelOptimizer.Pipeline.Keys;
using ModelOptimizer.Pipeline.Manifest;

namespace ModelOptimizer.Pipeline.Inputs;

/// <summary>The data set of a manifest. Names and hashes cost little; annotations and images are read when a task needs them.</summary>
internal sealed class ProjectData
{
    private const int WarningsShown = 5;

    private readonly ManifestFile file;
    private readonly DataOptions options;
    private readonly Action<Diagnostic> report;
    private readonly Fingerprint fingerprint;
    private readonly Dictionary<string, DetectionDataset> detection = [];
    private readonly Dictionary<string, ClassificationDataset> classification = [];
    private readonly Dictionary<string, IReadOnlyList<string>> files = [];
    private readonly Dictionary<string, string> hashes = [];

    /// <summary>Finds the data set.</summary>
    /// <exception cref="PipelineException">Its folder is missing.</exception>
    /// <param name="file">The manifest.</param>
    /// <param name="root">Its folder, if it is not where the manifest says.</param>
    /// <param name="fingerprint">Hashes files.</param>
    /// <param name="report">Hears of annotations that are not used as they stand.</param>
    public ProjectData(ManifestFile file, string? root, Fingerprint fingerprint, Action<Diagnostic> report)
    {
        (this.file, this.report) = (file, report);
        options = file.Manifest.Data;
        this.fingerprint = fingerprint;
        Root = root is null ? file.Resolve(options.Root) : Path.GetFullPath(root);
        if (!Directory.Exists(Root))
        {
            throw new PipelineException(root is null
                ? file.Error("data.root", DiagnosticCodes.DataInvalid, $"The data set's folder {Root} does not exist; correct \"root\" or give --data-root.")
                : Diagnostic.Error(DiagnosticCodes.DataInvalid, $"The data set's folder {Root} (--data-root) does not exist."));
        }
    }

    /// <summary>Full path of the data set's folder.</summary>
    public string Root { get; }

    /// <summary>The split that is trained on.</summary>
    public string Train => options.Train;

    /// <summary>The split that the artifact is measured on.</summary>
    public string Test => options.Test ?? options.Val;

    /// <summary>The classes.</summary>
    public IReadOnlyList<string> Classes => options.Classes;

    /// <summary>The splits by name, each once.</summary>
    public IEnumerable<string> Splits => new[] { options.Train, options.Val, Test }.Distinct(StringComparer.Ordinal);

    /// <summary>Number of images of a split.</summary>
    public int Count(string split) => options.Format == DataFormat.Voc ? Files(split).Count / 2 : Files(split).Count;

    /// <summary>The hash of a split's names and contents.</summary>
    public string HashOf(string split) => hashes.TryGetValue(split, out var hash) ? hash : hashes[split] = fingerprint.Of(Root, Files(split));

    /// <summary>Makes sure that what was read while a stage ran is what its key says.</summary>
    /// <exception cref="PipelineException">Files of a split came, went or changed since they were hashed.</exception>
    public void RequireUnchanged(string stage)
    {
        foreach (var (split, hash) in hashes)
        {
            if (fingerprint.Of(Root, List(split)) != hash)
            {
                throw new PipelineException(file.Error(
                    "data.root", DiagnosticCodes.DataInvalid, $"The data set changed while {stage} ran: split \"{split}\" in {Root}. What {stage} made is thrown away; run again when nobody writes there."));
            }
        }
    }

    /// <summary>A split with boxes, read once.</summary>
    public DetectionDataset Detection(string split)
    {
        if (!detection.TryGetValue(split, out var dataset))
        {
            dataset = detection[split] = VocReader.Read(Root, split, Classes);
            Report(dataset.Warnings);
        }

        return dataset;
    }

    /// <summary>A split with one class per image, read once.</summary>
    public ClassificationDataset Classification(string split) =>
        classification.TryGetValue(split, out var dataset) ? dataset : classification[split] = ImageFolderReader.Read(Root, split, Classes);

    private void Report(IReadOnlyList<AnnotationWarning> warnings)
    {
        foreach (var warning in warnings.Take(WarningsShown))
        {
            report(new(Severity.Warning, DiagnosticCodes.AnnotationRepaired, warning.Message, warning.Path, warning.Line, 1));
        }

        if (warnings.Count > WarningsShown)
        {
            report(Diagnostic.Warning(DiagnosticCodes.AnnotationRepaired, $"{warnings.Count - WarningsShown} more annotations like these were repaired or left out."));
        }
    }

    private IReadOnlyList<string> Files(string split) =>
        files.TryGetValue(split, out var known)
        ? known
        : files[split] = List(split);

    private IReadOnlyList<string> List(string split) => options.Format == DataFormat.Voc ? VocReader.Files(Root, split) : ImageFolderReader.Files(Root, split);
}
