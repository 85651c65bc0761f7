using ModelOptimizer.Pipeline.Diagnostics;

namespace ModelOptimizer.Pipeline.Manifest;

/// <summary>What a manifest may give only for one task: nothing that is given is passed over in silence.</summary>
internal sealed class TaskRules(ManifestFile file, DiagnosticList diagnostics)
{
    private static readonly string[] Trainings = ["train", "sparsify", "distill"];

    private static readonly string[] OfClassifiers = ["data.normalization", .. Each("labelSmoothing", "augmentation.crop")];

    private static readonly string[] OfDetectors =
    [
        "stages.distill.boxes", "stages.distill.attention.preset", "stages.distill.attention.region", "output.postprocess", "output.suppression",
        .. Each(
            "augmentation.scale", "augmentation.translate", "augmentation.hue", "augmentation.saturation", "augmentation.brightness",
            "augmentation.mosaic", "augmentation.closeMosaic"),
    ];

    /// <summary>Adds one diagnostic for each value that belongs to the other task.</summary>
    public void Check()
    {
        var isClassifier = file.Manifest.Task == TaskKind.Classification;
        var (format, others) = isClassifier ? (DataFormat.Folder, "detectors") : (DataFormat.Voc, "classifiers");
        if (file.Find("data.format") is not null && file.Manifest.Data.Format != format)
        {
            Contradict("data.format", $"The task \"{ManifestShape.Name(file.Manifest.Task)}\" takes data of the format \"{ManifestShape.Name(format)}\".");
        }

        foreach (var at in (isClassifier ? OfDetectors : OfClassifiers).Where(at => file.Find(at) is not null))
        {
            Contradict(at, $"\"{at[(at.LastIndexOf('.') + 1)..]}\" belongs to {others}. Remove it.");
        }

        if (isClassifier && file.Find("data.normalization") is ObjectNode node && !diagnostics.AnyWithin(node) && file.Manifest.Data.Normalization is { } given
            && (given.Mean.Count != 3 || given.Deviation.Count != 3 || given.Deviation.Any(value => value <= 0)))
        {
            Contradict("data.normalization", "Give three means and three deviations above 0, of red, green and blue.");
        }
    }

    private static IEnumerable<string> Each(params string[] names) => Trainings.SelectMany(stage => names.Select(name => $"stages.{stage}.{name}"));

    private void Contradict(string at, string message) => diagnostics.Add(DiagnosticCodes.Contradiction, file.PositionOf(at), message);
}
