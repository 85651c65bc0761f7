using System.Text.Json;
using ModelOptimizer.Search.Records;

namespace ModelOptimizer.Search.Tests.Records;

public class SearchRecordTests
{
    private static readonly SearchRecord Record = new(
        "top-1", "metric - 0.1 * MACs / whole MACs", ["MACs -50%"], 3, 4, new(2, 5, 4, 6, "shared", 0.9), new(0.9, 0.3, 100, 200, null, 1.5),
        [
            new("controller", 1, "rollouts", 0.1, 2, [Point(0, 0.7, 100), Point(1, 0.8, 110), Point(2, 0.6, 120), new(3, null, 1, null, null, null, null, null, null, null, "too large")]),
            new("random", 0, "time", 0, 2, [Point(0, 0.75, 105), Point(1, 0.5, 50)]),
        ]);

    [Fact]
    public void The_front_holds_what_nothing_beats_in_both() => Assert.Equal(
        [("random", 1), ("controller", 0), ("random", 0), ("controller", 1)], Record.Front.Select(point => (point.Strategy, point.Index)));

    [Fact]
    public void Progress_is_the_best_so_far() => Assert.Equal([0.7, 0.8, 0.8, 0.8], Record.Strategies[0].Progress);

    [Fact]
    public void The_document_survives_its_text()
    {
        var read = SearchRecord.FromJson(Record.ToJson());

        Assert.Equal(Record.ToJson(), read.ToJson());
        Assert.Equal(Record.Strategies[0].Points, read.Strategies[0].Points);
    }

    [Fact]
    public void The_document_has_a_version_and_names_in_camel_case()
    {
        using var document = JsonDocument.Parse(Record.ToJson());

        Assert.Equal(1, document.RootElement.GetProperty("schemaVersion").GetInt32());
        Assert.Equal(0.8, document.RootElement.GetProperty("strategies")[0].GetProperty("points")[1].GetProperty("metric").GetDouble());
        Assert.Equal("too large", document.RootElement.GetProperty("strategies")[0].GetProperty("points")[3].GetProperty("failure").GetString());
    }

    private static SearchPoint Point(int index, double metric, long macs) => new(index, $"{index:x}", 0, metric, 1 - metric, macs / 2, macs, null, metric, 0.1, null);
}
