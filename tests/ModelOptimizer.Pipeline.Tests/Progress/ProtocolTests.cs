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

    [Fact]
    public void Unknown_values_are_null_and_text_is_escaped() => Is(
        new StageProgressed("train", 1d / 3, null, "a \"name\" <of> Zürich\n", Importance.High),
        """{"type":"progress","stage":"train","fraction":0.3333333333333333,"etaSeconds":null,"message":"a \u0022name\u0022 \u003Cof\u003E Z\u00FCrich\n","importance":"high"}""");

    [Fact]
    public void A_warning_without_a_file() => Is(
        DiagnosticFound.Of(Diagnostic.Warning("MOPT3020", "slow")),
        """{"type":"diagnostic","severity":"warning","code":"MOPT3020","file":null,"line":0,"column":0,"message":"slow"}""");

    private static void Is(CompressionEvent value, string json)
    {
        Assert.Equal(json, CompressionEventJson.Write(value));
        Assert.Equal(value, CompressionEventJson.Read(json));
    }
}
