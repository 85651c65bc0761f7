namespace ModelOptimizer.Packages.Tests;

public sealed class ProjectHistoryTests(ProjectHistory history) : IClassFixture<ProjectHistory>
{
    [Fact]
    public void A_cold_build_trains_once_for_two_target_frameworks() => Assert.Equal((1, 1), (history.Cold.Starts, history.Cold.Trainings));

    [Fact]
    public void A_path_with_spaces_umlauts_and_special_characters_does_no_harm()
    {
        Assert.Contains("pr öto @ (x)", history.Folder);
        Assert.True(history.Cold.Model!.StreamLength > 0);
    }

    [Fact]
    public void A_cold_build_says_what_it_does() => Assert.Contains("arena.modelopt.json: [1/2] train: 30 epochs on 292 images", history.Cold.Output);

    [Fact]
    public void The_binary_log_has_the_stages() => Assert.True(history.ColdLogHasStages);

    [Fact]
    public void Both_assemblies_hold_the_model() => Assert.Equal(
        (history.Cold.Model!.Text, history.Cold.Model.StreamLength),
        (history.Cold.NetStandardModel!.Text, (long)history.Cold.NetStandardModel.Bytes.Length));

    [Fact]
    public void The_accessor_states_what_the_manifest_states() => Assert.Equal(
        (320, 256, "robot|ball \"red\""),
        (history.Cold.Model!.InputWidth, history.Cold.Model.InputHeight, string.Join('|', history.Cold.Model.Labels)));

    [Fact]
    public void The_accessor_is_internal() => Assert.False(history.Cold.Model!.Accessor.IsPublic);

    [Fact]
    public void The_report_belongs_to_the_model() => Assert.Equal(
        $$"""{"key":"{{history.Cold.Model!.Text["model ".Length..]}}"}""",
        history.Cold.Model.Report);

    [Fact]
    public void Building_again_trains_nothing() => Assert.Equal(0, history.Again.Trainings);

    [Fact]
    public void Building_again_does_not_compile() => Assert.Equal(0, history.Again.CompilerRuns);

    [Fact]
    public void Building_again_is_quiet() => Assert.DoesNotContain("arena.modelopt.json", history.Again.Output);

    [Fact]
    public void An_edited_manifest_trains_once() => Assert.Equal(1, history.Edited.Trainings);

    [Fact]
    public void An_edited_manifest_gives_another_model() => Assert.NotEqual(history.Cold.Model!.Text, history.Edited.Model!.Text);

    [Fact]
    public void A_manifest_edited_back_trains_nothing() => Assert.Equal(0, history.EditedBack.Trainings);

    [Fact]
    public void A_manifest_edited_back_gives_the_first_model_again() => Assert.Equal(history.Cold.Model!.Text, history.EditedBack.Model!.Text);

    [Fact]
    public void Publishing_without_a_build_does_not_start_the_engine() => Assert.Equal(0, history.PublishedWithoutBuild.Starts);

    [Fact]
    public void Packing_without_a_build_does_not_start_the_engine() => Assert.Equal(0, history.PackedWithoutBuild.Starts);

    [Fact]
    public void Cleaning_does_not_start_the_engine() => Assert.Equal(0, history.Cleaned.Starts);

    [Fact]
    public void Cleaning_removes_the_projects_copies() => Assert.Equal(0, history.Cleaned.Copies);

    [Fact]
    public void Cleaning_keeps_the_cache() => Assert.Equal(2, history.ArtifactsAfterClean);

    [Fact]
    public void Rebuilding_trains_nothing() => Assert.Equal((0, 2), (history.Rebuilt.Trainings, history.Rebuilt.Copies));

    [Fact]
    public void Another_configuration_trains_nothing() => Assert.Equal((0, 4), (history.Release.Trainings, history.Release.Copies));
}
