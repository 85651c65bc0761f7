using ModelOptimizer.Pipeline.Explaining;
using ModelOptimizer.Pipeline.Keys;

namespace ModelOptimizer.Pipeline.Tests.Explaining;

public sealed class KeyComparisonTests
{
    [Fact]
    public void Equal_keys_have_no_changes() => Assert.Empty(Changes([new("seed", "1")], [new("seed", "1")]));

    [Fact]
    public void Names_what_changed_came_and_went() => Assert.Equal(
        ["seed: 1 > 2", "new:  > a", "old: b > "],
        Changes([new("seed", "1"), new("old", "b")], [new("seed", "2"), new("new", "a")]));

    [Fact]
    public void Options_are_compared_one_by_one() => Assert.Equal(
        ["options.loss.weight: 1 > 2", "options.name: a > b", "options.gone: null > "],
        Changes(
            [new("options", """{"epochs":3,"loss":{"weight":1},"name":"a","gone":null}""")],
            [new("options", """{"epochs":3,"loss":{"weight":2},"name":"b"}""")]));

    [Theory]
    [InlineData("{", "{}")]
    [InlineData("{}", "text")]
    public void What_is_no_record_of_options_is_compared_as_text(string before, string now) =>
        Assert.Equal([$"part: {before} > {now}"], Changes([new("part", before)], [new("part", now)]));

    private static IEnumerable<string> Changes(KeyPart[] before, KeyPart[] now) =>
        KeyComparison.Between(before, now).Select(change => $"{change.Part}: {change.Before} > {change.Now}");
}
