using System.Net;
using System.Text.RegularExpressions;
using ModelOptimizer.Pipeline.Reports;

namespace ModelOptimizer.Pipeline.Tests.Reports;

public sealed partial class ReportPageTests
{
    public static TheoryData<string> Kinds => ["detector", "classifier", "old"];

    [Theory, MemberData(nameof(Kinds))]
    public void Refers_to_nothing_outside_itself(string kind) => Assert.All(
        Reference().Matches(Render(kind)).Select(match => match.Groups["target"].Value),
        target => Assert.True(target[0] == '#' || target.StartsWith("data:image/jpeg;base64,", StringComparison.Ordinal), target));

    [Theory, MemberData(nameof(Kinds))]
    public void Names_stay_text_wherever_they_are_shown(string kind)
    {
        var page = Render(kind);

        Assert.DoesNotContain("<img", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<!--", page, StringComparison.Ordinal);
        Assert.Equal(2, Occurrences(page, "<script"));
        Assert.Equal(2, Occurrences(page, "</script"));
        Assert.Contains(WebUtility.HtmlEncode(ReportSample.Hostile), page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_table_stands_beside_every_chart()
    {
        var page = ReportPage.Render(ReportSample.Detector);

        Assert.All((string[])["0.8100", "31.4", "1,000,000", "32 → 16", "stride 8", "-3.00", "0.4000", "none counts"], figure => Assert.Contains(figure, page, StringComparison.Ordinal));
    }

    [Fact]
    public void A_classifiers_examples_say_what_both_models_take_them_for()
    {
        var page = WebUtility.HtmlDecode(ReportPage.Render(ReportSample.Classifier));

        Assert.Contains("teacher: cat 0.75", page, StringComparison.Ordinal);
        Assert.Contains($"student: {ReportSample.Hostile} 0.63", page, StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_not_recorded_is_said_to_be()
    {
        var page = ReportPage.Render(ReportSample.Old);

        Assert.Contains("Not recorded for “train”", page, StringComparison.Ordinal);
        Assert.Contains("Figures of the classes: not recorded", page, StringComparison.Ordinal);
        Assert.Contains("Groups and thresholds: not recorded", page, StringComparison.Ordinal);
    }

    [Fact]
    public void What_another_version_wrote_is_not_recorded() => Assert.Contains(
        "Groups and thresholds: not recorded",
        ReportPage.Render(ReportSample.Detector with { File = (_, _) => "{ \"version\": 99" }),
        StringComparison.Ordinal);

    [Fact]
    public void Says_how_to_make_the_artifact_again()
    {
        var page = WebUtility.HtmlDecode(ReportPage.Render(ReportSample.Detector));

        Assert.Contains("modelopt compress detector.modelopt.json --threads 1", page, StringComparison.Ordinal);
        Assert.Contains("modelopt evaluate detector.onnx --data 'my data' --split test", page, StringComparison.Ordinal);
        Assert.Contains("// as written", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("detector", 1000), InlineData("detector", 500), InlineData("classifier", 1000), InlineData("old", 1000)]
    public void A_browser_draws_every_chart_without_a_complaint(string kind, int width)
    {
        var html = Render(kind);

        var page = Chromium.Open(html, width);

        Assert.Empty(page.Console);
        var figures = Occurrences(html, "<figure data-chart=");
        Assert.Equal((figures, figures, "false"), (int.Parse(page["charts"]!), int.Parse(page["painted"]!), page["wide"]));
    }

    [Fact]
    public void A_browser_runs_no_script_but_the_pages_own()
    {
        var page = Chromium.Open(Render("detector").Replace("<main>", "<main><script>document.title = \"broken in\"</script>", StringComparison.Ordinal));

        Assert.DoesNotContain("<title>broken in", page.Document, StringComparison.Ordinal);
        Assert.Contains(page.Console, line => line.Contains("Content Security Policy", StringComparison.Ordinal));
    }

    private static string Render(string kind) => ReportPage.Render(kind switch
    {
        "detector" => ReportSample.Detector,
        "classifier" => ReportSample.Classifier,
        _ => ReportSample.Old,
    });

    private static int Occurrences(string text, string part) => text.Split(part).Length - 1;

    [GeneratedRegex("<[a-z]+\\b[^>]*\\s(?:src|href)=\"(?<target>[^\"]*)\"")]
    private static partial Regex Reference();
}
