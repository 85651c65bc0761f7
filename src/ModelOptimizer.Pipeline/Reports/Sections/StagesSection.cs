namespace ModelOptimizer.Pipeline.Reports.Sections;

/// <summary>Every stage with what its model costs and is worth.</summary>
internal static class StagesSection
{
    /// <summary>The section's values; adds its chart.</summary>
    public static object Of(ReportSources sources, List<Chart> charts)
    {
        var stages = sources.Report.Stages;
        var measured = stages.Index().Where(stage => stage.Item.Metric is not null).ToList();
        charts.Add(new("stages", "points", "", sources.Report.Metric,
            [new(sources.Report.Metric, "after", [.. measured.Select(stage => (double)stage.Index)], [.. measured.Select(stage => stage.Item.Metric)])])
        {
            Labels = [.. stages.Select(stage => stage.Name)],
        });
        return new
        {
            Val = sources.Manifest.Data.Val,
            Metric = sources.Report.Metric,
            Rows = stages.Select(stage => new
            {
                stage.Name,
                stage.Parameters,
                stage.Macs,
                stage.Bytes,
                stage.Metric,
                stage.DurationSeconds,
                Details = stage.Details.Select(detail => new { Name = detail.Key, detail.Value }),
            }),
            Seconds = stages.Sum(stage => stage.DurationSeconds),
        };
    }
}
