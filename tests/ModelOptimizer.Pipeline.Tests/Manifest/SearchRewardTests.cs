using ModelOptimizer.Pipeline.Manifest;

namespace ModelOptimizer.Pipeline.Tests.Manifest;

public class SearchRewardTests
{
    [Theory]
    [InlineData(RewardAccuracy.Metric, null, false, "metric - 0.1 * MACs / whole MACs")]
    [InlineData(RewardAccuracy.Metric, null, true, "metric")]
    [InlineData(RewardAccuracy.Metric, 0.5, true, "metric - 0.5 * MACs / whole MACs")]
    [InlineData(RewardAccuracy.Loss, null, false, "-loss - 1 * GFLOPs")]
    public void The_weight_follows_from_accuracy_and_budget(RewardAccuracy accuracy, double? weight, bool isLimited, string formula) =>
        Assert.Equal(formula, new SearchRewardOptions { Accuracy = accuracy, Weight = weight }.Create(isLimited).Formula);
}
