using ModelOptimizer.Data.Annotations;
using ModelOptimizer.Pipeline.Diagnostics;
using ModelOptimizer.Pipeline.Keys;
using ModelOptimizer.Pipeline.Manifest;

namespace ModelOptimizer.Pipeline.Inputs;

/// <summary>The data set of a manifest. Names and hashes cost little; annotations and images are read when a stage needs them.</summary>
internal sealed class ProjectData
{
    private readonly DataOptions options;
    private readonly Fingerprint fingerprint;
    private readonly Dictionary<string, DetectionDataset> read = [];
    private readonly Dictionary<string, IReadOnlyList<string>> files = [];
    private readonly Dictionary<string, string> hashes = [];

    /// <summary>Finds the data set.</summary>
    /// <exception cref="PipelineException">Its folder is missing.</exception>
    public ProjectData(ManifestFile file, string? root, Fingerprint fingerprint)
    {
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

    /// <summary>The split that the artifact is measured on.</summary>
    public string Test => options.Test ?? options.Val;

    /// <summary>The classes.</summary>
    public IReadOnlyList<string> Classes => options.Classes;

    /// <summary>The splits by name, each once.</summary>
    public IEnumerable<string> Splits => new[] { options.Train, options.Val, Test }.Distinct(StringComparer.Ordinal);

    /// <summary>Number of images of a split.</summary>
    public int Count(string split) => Files(split).Count / 2;

    /// <summary>The hash of a split's names and contents.</summary>
    public string HashOf(string split) => hashes.TryGetValue(split, out var hash) ? hash : hashes[split] = fingerprint.Of(Root, Files(split));

    /// <summary>A split, read once.</summary>
    public DetectionDataset Read(string split) =>
        read.TryGetValue(split, out var dataset) ? dataset : read[split] = VocReader.Read(Root, split, Classes);

    private IReadOnlyList<string> Files(string split) =>
        files.TryGetValue(split, out var known) ? known : files[split] = VocReader.Files(Root, split);
}
