using ModelOptimizer.MSBuild.Accessors;
using ModelOptimizer.MSBuild.Manifests;

namespace ModelOptimizer.Packages.Tests;

public sealed class AccessorTests
{
    [Theory]
    [InlineData("arena", "ArenaModel")]
    [InlineData("robot-arena.v2", "RobotArenaV2Model")]
    [InlineData("2d detector", "_2dDetectorModel")]
    public void A_class_is_named_after_its_manifest(string manifest, string name) => Assert.Equal(name, Identifier.ForModel(manifest));

    [Theory]
    [InlineData("""{ "data": { "classes": "robot" } }""", "MOPT1006", 1, 24)]
    [InlineData("""{ "data": { "classes": ["robot", 2] } }""", "MOPT1006", 1, 34)]
    [InlineData("""{ "model": { "options": { "inputSize": [1, 2, 3] } } }""", "MOPT1006", 1, 40)]
    [InlineData("""{ "model": { "options": { "inputSize": -1 } } }""", "MOPT1006", 1, 40)]
    [InlineData("""{ "model": { "options": { "inputSize": "192 by 160" } } }""", "MOPT1006", 1, 40)]
    [InlineData("""{ "output": { "className": "a b" } }""", "MOPT1006", 1, 28)]
    [InlineData("""{ "output": { "name": "../a" } }""", "MOPT1006", 1, 23)]
    [InlineData("""{ "output": [] }""", "MOPT1006", 1, 13)]
    [InlineData("""{ "output": { "postprocess": "boxes" } }""", "MOPT1006", 1, 30)]
    [InlineData("""{ "model": { "options": { "anchors": [[1, 2], [3]] } } }""", "MOPT1006", 1, 38)]
    [InlineData("""{ "model": { "options": { "anchors": [[1, "2"]] } } }""", "MOPT1006", 1, 43)]
    [InlineData("""{ "model": { "options": { "scaleXY": 1e99 } } }""", "MOPT1006", 1, 38)]
    [InlineData("[]", "MOPT1006", 1, 1)]
    [InlineData("{", "MOPT1002", 1, 2)]
    public void A_manifest_that_names_something_impossible_is_refused_there(string manifest, string code, int line, int column)
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, manifest);
        var problem = Assert.Throws<ManifestException>(() => ManifestFacts.Read(file));
        File.Delete(file);
        Assert.Equal((code, line, column), (problem.Code, problem.Line, problem.Column));
    }

    [Theory]
    [InlineData("256", 256, 256)]
    [InlineData("[320, 256]", 320, 256)]
    [InlineData("\"320x256\"", 320, 256)]
    public void An_input_size_is_read_in_every_form_that_the_engine_takes(string size, int width, int height)
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, $$"""{ "model": { "options": { "inputSize": {{size}} } } }""");
        var facts = ManifestFacts.Read(file);
        File.Delete(file);
        Assert.Equal((width, height), facts.InputSize);
    }

    [Fact]
    public void A_manifest_that_is_not_there_is_refused() =>
        Assert.Equal("MOPT1001", Assert.Throws<ManifestException>(() => ManifestFacts.Read("/nowhere/arena.modelopt.json")).Code);
}
