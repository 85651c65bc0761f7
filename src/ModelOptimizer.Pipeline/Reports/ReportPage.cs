using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ModelOptimizer.Pipeline.Reports.Sections;

namespace ModelOptimizer.Pipeline.Reports;

/// <summary><c>report.html</c>: one page that needs no network and no other file.</summary>
internal static class ReportPage
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    /// <summary>The page's HTML.</summary>
    public static string Render(ReportSources sources)
    {
        List<Chart> charts = [];
        var script = $"{Resource("uPlot.iife.min.js")}\n{Resource("page.js")}";
        var document = new
        {
            sources.Report.Name,
            sources.Report.Key,
            sources.Report.Seed,
            Summary = SummarySection.Of(sources),
            Stages = StagesSection.Of(sources, charts),
            Training = TrainingSection.Of(sources, charts),
            Scales = ScalesSection.Of(sources, charts),
            Layers = LayersSection.Of(sources, charts),
            Sensitivity = SensitivitySection.Of(sources, charts),
            Search = SearchSection.Of(sources, charts),
            Classes = ClassesSection.Of(sources, charts),
            Examples = ExamplesSection.Of(sources),
            Licence = Resource("LICENSE"),
            Reproduction = ReproductionSection.Of(sources),
            Charts = charts,
            Style = $"{Resource("uPlot.min.css")}\n{Resource("page.css")}",
            Script = script,

            // The browser runs this script and no other, whatever a layer is called.
            ScriptHash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(script))),
        };
        return new PageTemplate(Resource("page.html")).Render(JsonSerializer.SerializeToElement(document, Json));
    }

    private static string Resource(string name)
    {
        using var stream = typeof(ReportPage).Assembly.GetManifestResourceStream($"report/{name}")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
