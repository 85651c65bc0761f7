using System.Text.Json;

namespace ModelOptimizer.Tool.Tests;

/// <summary>The lock file, and the verbs that look into keys and cache.</summary>
public sealed class LockTests(LockTests.Locked locked) : IClassFixture<LockTests.Locked>
{
    private const string Stages = """{ "train": { "epochs": 1, "batchSize": 4 } }""";

    /// <summary>A project compressed once on a developer's machine.</summary>
    public sealed class Locked : IDisposable
    {
        public Locked()
        {
            Manifest = Project.WriteManifest("locked", stages: Stages);
            Result = Compress(Manifest, Project["cache"], onServer: false);
        }

        public TinyProject Project { get; } = new();

        public string Manifest { get; }

        public string Lock => Project["locked.modelopt.lock.json"];

        public ToolResult Result { get; }

        public void Dispose() => Project.Dispose();
    }

    private TinyProject Project => locked.Project;

    [Fact]
    public void Records_what_was_made()
    {
        Assert.True(locked.Result.ExitCode == 0, locked.Result.Error);
        using var artifact = JsonDocument.Parse(locked.Result.Output);
        using var document = JsonDocument.Parse(File.ReadAllText(locked.Lock));
        var text = document.RootElement;
        Assert.Equal(1, text.GetProperty("schemaVersion").GetInt32());
        Assert.All((string[])["key", "sha256"], name => Assert.Equal(artifact.RootElement.GetProperty(name).GetString(), text.GetProperty(name).GetString()));
        Assert.Equal(artifact.RootElement.GetProperty("bytes").GetInt64(), text.GetProperty("bytes").GetInt64());
        Assert.Equal(["source", "train", "finish"], text.GetProperty("stages").EnumerateArray().Select(stage => stage.GetProperty("name").GetString()));
        Assert.Equal(["dotnet", "modelopt", "onnxRuntime"], text.GetProperty("versions").EnumerateObject().Select(version => version.Name));
        Assert.DoesNotContain(Project[""], File.ReadAllText(locked.Lock), StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_artifact_gives_the_same_text()
    {
        var manifest = Copy("same");
        Compress(manifest, Project["cache"], onServer: false);
        var first = File.ReadAllBytes(Project["same.modelopt.lock.json"]);
        File.Delete(Project["same.modelopt.lock.json"]);

        Compress(manifest, Project["cache"], onServer: false);

        Assert.Equal(first, File.ReadAllBytes(Project["same.modelopt.lock.json"]));
    }

    [Fact]
    public void Servers_and_cache_only_runs_leave_the_lock_file_alone()
    {
        var manifest = Copy("alone");
        var lockFile = Project["alone.modelopt.lock.json"];
        Compress(manifest, Project["cache"], onServer: false, "--lock", "off");
        Assert.False(File.Exists(lockFile));

        Assert.Equal(0, Compress(manifest, Project["cache"], onServer: true).ExitCode);
        Assert.Equal(0, Compress(manifest, Project["cache"], onServer: false, "--mode", "cache-only").ExitCode);

        Assert.False(File.Exists(lockFile));
    }

    [Fact]
    public void Other_bytes_than_recorded_are_an_error_until_they_are_accepted()
    {
        var manifest = Copy("other");
        var lockFile = Project["other.modelopt.lock.json"];
        Compress(manifest, Project["cache"], onServer: false);
        var recorded = File.ReadAllText(lockFile);
        var forged = new string('0', 64);
        File.WriteAllText(lockFile, recorded.Replace(Value(recorded, "sha256"), forged, StringComparison.Ordinal));

        foreach (var mode in (string[])["auto", "cache-only"])
        {
            var refused = Compress(manifest, Project["cache"], onServer: false, "--mode", mode);
            Assert.Equal(5, refused.ExitCode);
            Assert.Contains("MOPT3010", refused.Error, StringComparison.Ordinal);
            Assert.Contains(forged, refused.Error, StringComparison.Ordinal);
        }

        Assert.Equal(0, Compress(manifest, Project["cache"], onServer: false, "--lock", "update").ExitCode);
        Assert.Equal(recorded, File.ReadAllText(lockFile));
    }

    [Fact]
    public void A_lock_file_of_another_key_stops_a_cache_only_run()
    {
        var manifest = Project.WriteManifest("stale", stages: Stages.Replace("\"epochs\": 1", "\"epochs\": 2", StringComparison.Ordinal));
        File.Copy(locked.Lock, Project["stale.modelopt.lock.json"]);

        var result = Compress(manifest, Project["cache"], onServer: true, "--mode", "cache-only");

        Assert.Equal(5, result.ExitCode);
        Assert.Contains("MOPT3011", result.Error, StringComparison.Ordinal);
        Assert.Contains(Value(File.ReadAllText(locked.Lock), "key"), result.Error, StringComparison.Ordinal);
        Assert.Contains("modelopt compress", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_lock_file_with_a_conflict_is_named()
    {
        var manifest = Copy("conflict");
        File.WriteAllText(Project["conflict.modelopt.lock.json"], "<<<<<<< HEAD\n");

        var result = Compress(manifest, Project["cache"], onServer: false);

        Assert.Equal(4, result.ExitCode);
        Assert.Contains("conflict.modelopt.lock.json(1,1): error MOPT3012", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Explain_says_what_changed_against_the_lock_file()
    {
        var manifest = Project.WriteManifest("edited", stages: Stages.Replace("\"epochs\": 1", "\"epochs\": 2", StringComparison.Ordinal));
        File.Copy(locked.Lock, Project["edited.modelopt.lock.json"]);

        var result = ToolProcess.Run("explain", manifest, "--cache", Project["cache"], "--threads", "1", "--json");

        using var document = JsonDocument.Parse(result.Output);
        var stages = document.RootElement.GetProperty("stages").EnumerateArray().ToDictionary(stage => stage.GetProperty("name").GetString()!);
        Assert.Equal((0, 1, false), (result.ExitCode, document.RootElement.GetProperty("schemaVersion").GetInt32(), document.RootElement.GetProperty("cached").GetBoolean()));
        Assert.False(stages["source"].GetProperty("wouldRun").GetBoolean());
        Assert.True(stages["train"].GetProperty("wouldRun").GetBoolean());
        var change = Assert.Single(stages["train"].GetProperty("changes").EnumerateArray());
        Assert.Equal(("options.epochs", "1", "2"), (change.GetProperty("part").GetString(), change.GetProperty("before").GetString(), change.GetProperty("now").GetString()));
        Assert.Equal("lock", stages["train"].GetProperty("against").GetString());
        Assert.Equal(["input", "name"], stages["finish"].GetProperty("changes").EnumerateArray().Select(part => part.GetProperty("part").GetString()).Order());
    }

    [Fact]
    public void Explain_compares_with_the_cache_where_there_is_no_lock_file()
    {
        var manifest = Project.WriteManifest("unlocked", stages: Stages.Replace("\"epochs\": 1", "\"epochs\": 3", StringComparison.Ordinal));

        var result = ToolProcess.Run("explain", manifest, "--cache", Project["cache"], "--threads", "1");

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Contains("options.epochs: 1 -> 3", result.Output, StringComparison.Ordinal);
        Assert.Contains("no lock file", result.Output, StringComparison.Ordinal);
        Assert.Contains("would be made", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Explain_runs_nothing_for_a_cached_artifact()
    {
        var result = ToolProcess.Run("explain", locked.Manifest, "--cache", Project["cache"], "--threads", "1");

        Assert.DoesNotContain("would", result.Output, StringComparison.Ordinal);
        Assert.Contains("the lock file records this key", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_cache_is_listed_pruned_and_verified()
    {
        var cache = Project["copied"];
        Compress(locked.Manifest, cache, onServer: true);

        using var listed = JsonDocument.Parse(ToolProcess.Run("cache", "list", "--cache", cache, "--json").Output);
        var entries = listed.RootElement.GetProperty("entries").EnumerateArray().ToArray();
        Assert.Equal(["artifacts", "stages", "stages", "stages"], entries.Select(entry => entry.GetProperty("kind").GetString()));
        Assert.All(entries, entry => Assert.Equal("locked", entry.GetProperty("model").GetString()));

        Assert.Equal(0, ToolProcess.Run("cache", "verify", "--cache", cache).ExitCode);
        File.AppendAllText(Path.Combine(entries[0].GetProperty("folder").GetString()!, "model.onnx"), "x");
        var damaged = ToolProcess.Run("cache", "verify", "--cache", cache);
        Assert.Equal(4, damaged.ExitCode);
        Assert.Contains("error MOPT3003", damaged.Error, StringComparison.Ordinal);
        using var repaired = JsonDocument.Parse(ToolProcess.Run("cache", "verify", "--repair", "--cache", cache, "--json").Output);
        Assert.True(repaired.RootElement.GetProperty("damaged")[0].GetProperty("removed").GetBoolean());

        var dry = ToolProcess.Run("cache", "prune", "--older-than", "1d", "--max-size", "0", "--dry-run", "--cache", cache);
        Assert.Contains("3 entries would be removed", dry.Output, StringComparison.Ordinal);
        using var pruned = JsonDocument.Parse(ToolProcess.Run("cache", "prune", "--max-size", "0", "--cache", cache, "--json").Output);
        Assert.Equal((3, 0), (pruned.RootElement.GetProperty("removed").GetArrayLength(), pruned.RootElement.GetProperty("keptBytes").GetInt32()));
        Assert.Contains("0 entries", ToolProcess.Run("cache", "list", "--cache", cache).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--older-than", "soon")]
    [InlineData("--max-size", "10")]
    [InlineData("--dry-run")]
    public void Limits_that_say_nothing_are_refused(params string[] options)
    {
        var result = ToolProcess.Run(["cache", "prune", "--cache", Project["none"], .. options]);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("MOPT0013", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void What_one_machine_pushes_another_takes_without_training()
    {
        var (manifest, shared, token) = (Copy("shared"), Project["shared-cache"], "--shared-cache");
        Compress(manifest, Project["cache"], onServer: false);
        Assert.Equal(0, Compress(manifest, Project["cache"], onServer: true, token, shared, "--push").ExitCode);

        var taken = Compress(manifest, Project["elsewhere"], onServer: true, token, shared, "--mode", "cache-only");

        Assert.True(taken.ExitCode == 0, taken.Error);
        Assert.Equal(Value(File.ReadAllText(Project["shared.modelopt.lock.json"]), "sha256"), Value(taken.Output, "sha256"));

        // Stages too: with another gate only the verification runs.
        var stricter = Project.WriteManifest("shared", """ "metricDrop": 99 """, Stages);
        var verified = Compress(stricter, Project["third"], onServer: false, token, shared);
        Assert.True(verified.ExitCode == 0, verified.Error);
        Assert.Equal(3, verified.Error.Split("(from the cache)").Length - 1);

        // A shared cache that lies costs a warning.
        foreach (var file in Directory.GetFiles(Path.Combine(shared, "cas")))
        {
            File.AppendAllText(file, "x");
        }

        var made = Compress(manifest, Project["fourth"], onServer: false, token, shared);
        Assert.True(made.ExitCode == 0, made.Error);
        Assert.Contains("warning MOPT3020", made.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Pushing_to_nowhere_is_a_usage_error()
    {
        var result = Compress(locked.Manifest, Project["cache"], onServer: true, "--push");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("--shared-cache", result.Error, StringComparison.Ordinal);
    }

    // The same run as the fixture's but for the name in the finished model.
    private string Copy(string name) => Project.WriteManifest(name, stages: Stages);

    private static string Value(string json, string name)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.GetProperty(name).GetString()!;
    }

    private static ToolResult Compress(string manifest, string cache, bool onServer, params string[] options)
    {
        using var tool = ToolProcess.StartWith(
            new Dictionary<string, string?> { ["CI"] = onServer ? "true" : null, ["TF_BUILD"] = null, ["GITHUB_ACTIONS"] = null, ["TEAMCITY_VERSION"] = null, ["JENKINS_URL"] = null, ["MODELOPT_SHARED_CACHE"] = null },
            ["compress", manifest, "--cache", cache, "--threads", "1", "--json", .. options]);
        return tool.End();
    }
}
