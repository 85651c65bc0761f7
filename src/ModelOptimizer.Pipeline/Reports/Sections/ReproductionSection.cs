namespace ModelOptimizer.Pipeline.Reports.Sections;

/// <summary>All that is needed to make the artifact again.</summary>
internal static class ReproductionSection
{
    /// <summary>The section's values.</summary>
    public static object Of(ReportSources sources)
    {
        var report = sources.Report;
        var root = sources.Arguments.SkipWhile(argument => argument != "--data-root").Skip(1).FirstOrDefault() ?? sources.Manifest.Data.Root;
        return new
        {
            Manifest = sources.Text,
            Commands = new[]
            {
                $"modelopt compress {string.Join(' ', sources.Arguments.Select(Quote))}",
                $"modelopt evaluate {Quote(report.Name + ".onnx")} --data {Quote(root)} --split {Quote(report.Verification.Split)}",
                $"modelopt inspect {Quote(report.Name + ".onnx")}",
            },
            Parts = sources.Key.Parts.Select(part => new { part.Name, part.Value }),
            Stages = report.Stages.Select(stage => new { stage.Name, stage.Key, Parts = stage.Inputs.Select(part => new { part.Name, part.Value }) }),
            Versions = report.Versions.Select(version => new { Name = version.Key, version.Value }),
            Devices = report.Stages.Where(stage => stage.Details.ContainsKey("device")).Select(stage => new
            {
                Stage = stage.Name,
                Device = stage.Details.GetValueOrDefault("device"),
                Precision = stage.Details.GetValueOrDefault("precision"),
                Threads = stage.Details.GetValueOrDefault("threads"),
            }),
        };
    }

    // For a POSIX shell.
    private static string Quote(string argument) => argument.Length > 0 && argument.All(character => char.IsAsciiLetterOrDigit(character) || "-_./:=,%".Contains(character))
        ? argument
        : $"'{argument.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
