using System.Text.Json;
using ModelOptimizer.Pipeline.Diagnostics;
using ModelOptimizer.Pipeline.Progress;

namespace ModelOptimizer.Pipeline.Tests.Progress;

public class ProtocolTests
{
    [Fact]
    public void Start() => Is(
        new RunStarted("/a.modelopt.json", "ab", "/run.log", false),
        """{"type":"start","manifest":"/a.modelopt.json","key":"ab","log":"/run.log","cached":false}""");

    [Fact]
    public void Stage() => Is(
        new StageStarted("train", 1, 7, "train: 30 epochs"),
        """{"type":"stage","name":"train","index":1,"count":7,"message":"train: 30 epochs"}""");

    [Fact]
    public void Step() => Is(
        new StageProgressed("train", 0.5, 120, "epoch 1/2", Importance.Low),
        """{"type":"progress","stage":"train","fraction":0.5,"etaSeconds":120,"message":"epoch 1/2","importance":"low"}""");

    [Fact]
    public void Problem() => Is(
        DiagnosticFound.Of(new(Severity.Error, "MOPT1003", "wrong", "/a.json", 3, 5)),
        """{"type":"diagnostic","severity":"error","code":"MOPT1003","file":"/a.json","line":3,"column":5,"message":"wrong"}""");

    [Fact]
    public void Artifact() => Is(
        new ArtifactReady("ab", "/m.onnx", "/r.json", "cd", 7, true),
        """{"type":"artifact","key":"ab","model":"/m.onnx","report":"/r.json","sha256":"cd","bytes":7,"cached":true}""");

    [Fact]
    public void End() => Is(new RunEnded(RunOutcome.Cancelled), """{"type":"end","outcome":"cancelled"}""");

    private static void Is(CompressionEvent value, string json) =>
        Assert.Equal(json, JsonSerializer.Serialize(value, CompressionEventJson.Default.CompressionEvent));
}
