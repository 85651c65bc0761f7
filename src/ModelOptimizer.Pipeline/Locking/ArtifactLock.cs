using ModelOptimizer.Pipeline.Keys;
using ModelOptimizer.Pipeline.Progress;
using ModelOptimizer.Pipeline.Reports;
using ModelOptimizer.Pipeline.Verification;

namespace ModelOptimizer.Pipeline.Locking;

/// <summary>What an artifact is and what it was made from, for version control. The same artifact gives the same text on every machine.</summary>
/// <param name="SchemaVersion">Version of this format.</param>
/// <param name="Key">The artifact's key.</param>
/// <param name="Sha256">SHA-256 of its ONNX file in hexadecimal digits.</param>
/// <param name="Bytes">Size of its ONNX file.</param>
/// <param name="Metric">The metric's name.</param>
/// <param name="Baseline">The trained model before compression.</param>
/// <param name="Artifact">The artifact.</param>
/// <param name="Versions">Versions of what made it.</param>
/// <param name="Inputs">What the artifact's key was made from.</param>
/// <param name="Stages">Every stage with what its key was made from, first to last.</param>
public sealed record ArtifactLock(
    int SchemaVersion,
    string Key,
    string Sha256,
    long Bytes,
    string Metric,
    LockedModel Baseline,
    LockedModel Artifact,
    IReadOnlyDictionary<string, string> Versions,
    IReadOnlyList<KeyPart> Inputs,
    IReadOnlyList<LockedStage> Stages)
{
    /// <summary>The version of the format that is written.</summary>
    public const int CurrentVersion = 1;

    private static readonly string[] Makers = ["dotnet", "modelopt", "onnxRuntime"];

    /// <summary>The lock of an artifact.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="artifact">Its file.</param>
    /// <param name="report">Its report.</param>
    internal static ArtifactLock Of(ContentKey key, ArtifactReady artifact, CompressionReport report) => new(
        CurrentVersion,
        key.Hash,
        artifact.Sha256,
        artifact.Bytes,
        report.Metric,
        LockedModel.Of(report.Verification.Baseline),
        LockedModel.Of(report.Verification.Artifact),
        new SortedDictionary<string, string>(report.Versions.Where(version => Makers.Contains(version.Key)).ToDictionary(), StringComparer.Ordinal),
        key.Parts,
        [.. report.Stages.Select(stage => new LockedStage(stage.Name, stage.Key, stage.Inputs))]);
}

/// <summary>What a model is worth and costs; no latency, which no two machines measure alike.</summary>
/// <param name="Metric">The metric on the test split, 0 to 1.</param>
/// <param name="Parameters">Parameters, before BatchNorm is folded.</param>
/// <param name="Macs">Multiply-accumulates for one image.</param>
/// <param name="Bytes">Size of its finished ONNX file.</param>
public sealed record LockedModel(double Metric, long Parameters, long Macs, long Bytes)
{
    internal static LockedModel Of(MeasuredModel model) => new(Math.Round(model.Metric, 6), model.Parameters, model.Macs, model.Bytes);
}

/// <summary>A stage of a locked artifact.</summary>
/// <param name="Name">The stage.</param>
/// <param name="Key">Its key.</param>
/// <param name="Inputs">What the key was made from.</param>
public sealed record LockedStage(string Name, string Key, IReadOnlyList<KeyPart> Inputs);
