namespace ModelOptimizer.Packages.Tests;

/// <summary>The package with the tool itself instead of a fake engine.</summary>
public sealed class RealEngineTests(RealEngineHistory history) : IClassFixture<RealEngineHistory>
{
    private const string Training = "[2/7] train: ";

    [Fact]
    public void A_build_trains_without_a_network_and_embeds_what_it_made()
    {
        Assert.Contains(Training, history.Cold.Output, StringComparison.Ordinal);
        Assert.Equal(["square", "bar"], history.Cold.Model.Labels);
        Assert.Equal(history.Cold.Artifact, history.Cold.Model.Bytes);
        Assert.Equal(history.Cold.Report, history.Cold.Model.Report);
    }

    [Fact]
    public void The_next_build_trains_nothing() => Assert.DoesNotContain(Training, history.Again.Output, StringComparison.Ordinal);

    [Fact]
    public void A_damaged_cache_entry_is_made_again_with_a_warning()
    {
        Assert.Contains("warning MOPT3003", history.AfterDamage.Output, StringComparison.Ordinal);
        Assert.Equal(history.Cold.Artifact, history.AfterDamage.Artifact);
        Assert.Equal(history.Cold.Artifact, history.AfterDamage.Model.Bytes);
    }

    [Fact]
    public void A_cache_that_cannot_be_written_is_an_error_that_names_it()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "a folder that not even root can write");
        Assert.Contains("error MOPT3002: The cache /proc/nowhere cannot be written", history.WithoutACache, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_that_suppresses_gives_detections()
    {
        using var session = new Microsoft.ML.OnnxRuntime.InferenceSession(history.Cold.Model.Bytes);
        Assert.Equal(["detections"], session.OutputNames);
    }
}
