using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;
using ModelOptimizer.MSBuild;
using ModelOptimizer.Packages.Tests.Consuming;
using ModelOptimizer.Tool.Tests;

namespace ModelOptimizer.Packages.Tests;

public sealed class PlaceModelsTests : IDisposable
{
    private const long Limit = 100L << 20;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(Limit, "true", false)]
    [InlineData(Limit + 1, "true", true)]
    [InlineData(Limit + 1, "false", false)]
    public void A_model_too_large_to_embed_is_warned_of(long bytes, string embed, bool isWarnedOf)
    {
        using (var model = File.Create(_folder["model.onnx"]))
        {
            model.SetLength(bytes);
        }

        _folder.Write("report.json", "{}");
        var engine = new RecordingEngine();
        var task = new PlaceModels { BuildEngine = engine, Models = [Model(embed)] };
        Assert.True(task.Execute());
        Assert.Equal(isWarnedOf ? ["MOPT2010"] : [], engine.Warnings.Select(warning => warning.Code));
        Assert.Equal(2, (embed == "true" ? task.Resources : task.Contents).Length);
    }

    [Fact]
    public void A_resource_says_that_it_has_no_culture_and_a_file_stays_out_of_single_files()
    {
        _folder.Write("model.onnx", "");
        _folder.Write("report.json", "{}");
        var embedding = new PlaceModels { BuildEngine = new RecordingEngine(), Models = [Model("true")] };
        var copying = new PlaceModels { BuildEngine = new RecordingEngine(), Models = [Model("false")] };
        Assert.True(embedding.Execute() && copying.Execute());
        Assert.All(embedding.Resources, item => Assert.Equal(("false", "Non-Resx"), (item.GetMetadata("WithCulture"), item.GetMetadata("Type"))));
        Assert.All(copying.Contents, item => Assert.Equal(("true", "PreserveNewest"), (item.GetMetadata("ExcludeFromSingleFile"), item.GetMetadata("CopyToPublishDirectory"))));
    }

    private TaskItem Model(string embed)
    {
        var item = new TaskItem("arena.modelopt.json");
        foreach (var (name, value) in (ReadOnlySpan<(string, string)>)
            [("Embed", embed), ("ModelFile", _folder["model.onnx"]), ("ReportFile", _folder["report.json"]), ("ModelName", "arena.onnx"), ("ReportName", "arena.report.json")])
        {
            item.SetMetadata(name, value);
        }

        return item;
    }
}
