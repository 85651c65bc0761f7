using System.Text.Json;
using System.Xml.Linq;
using ModelOptimizer.Pipeline.Manifest;

namespace ModelOptimizer.Pipeline.Tests.Manifest;

public class ManifestSchemaTests
{
    /// <summary>Set MODELOPT_UPDATE_SCHEMA=1 to write both after changing the option records.</summary>
    [Theory]
    [InlineData("src/ModelOptimizer.Pipeline/Manifest/modelopt.schema.json")]
    [InlineData("docs/manifest.md")]
    public void The_committed_schema_and_reference_equal_the_option_records(string file)
    {
        var path = Path.Combine(Repository.Root, file);
        var generated = file.EndsWith(".md", StringComparison.Ordinal) ? ManifestReference.Of(Generate()) : Generate();
        if (Environment.GetEnvironmentVariable("MODELOPT_UPDATE_SCHEMA") == "1")
        {
            File.WriteAllText(path, generated);
        }

        Assert.Equal(File.ReadAllText(path), generated);
    }

    [Fact]
    public void Refuses_unknown_names_everywhere()
    {
        using var schema = JsonDocument.Parse(Generate());
        foreach (var definition in schema.RootElement.GetProperty("definitions").EnumerateObject())
        {
            Assert.False(definition.Value.GetProperty("additionalProperties").GetBoolean());
        }
    }

    [Fact]
    public void Says_range_default_and_meaning()
    {
        using var schema = JsonDocument.Parse(Generate());
        var epochs = schema.RootElement.GetProperty("definitions").GetProperty("SparsifyOptions").GetProperty("properties").GetProperty("epochs");

        Assert.Equal((1, 30), (epochs.GetProperty("minimum").GetInt32(), epochs.GetProperty("default").GetInt32()));
        Assert.Equal("Passes over the training split.", epochs.GetProperty("description").GetString());
    }

    private static string Generate() =>
        new ManifestSchema(Documentation("Pipeline"), Documentation("Pruning"), Documentation("Search")).Generate();

    private static XDocument Documentation(string room) => XDocument.Load(Path.Combine(AppContext.BaseDirectory, $"ModelOptimizer.{room}.xml"));
}
