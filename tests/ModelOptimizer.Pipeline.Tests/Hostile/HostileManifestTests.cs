using ModelOptimizer.Pipeline.Diagnostics;
using ModelOptimizer.Pipeline.Tests.Manifest;
using ModelOptimizer.Tests.Hostile;
using ModelOptimizer.Tests.Hostile.Manifests;

namespace ModelOptimizer.Pipeline.Tests.Hostile;

public class HostileManifestTests
{
    [Fact]
    public void Damaged_manifests_are_read_or_refused_with_diagnostics() => Assert.Empty(new HostileRun(new HostileManifest(), 1).Run(0, 10_000));

    [Theory]
    [InlineData("\"10 MB\"", "\"79228162514264337593543950335 GB\"", DiagnosticCodes.WrongType)]
    [InlineData("\"20 ms\"", "\"79228162514264337593543950335 s\"", DiagnosticCodes.WrongType)]
    [InlineData("\"root\": \"data\"", "\"root\": \"a\\u0000b\"", DiagnosticCodes.OutOfRange)]
    [InlineData("\"name\": \"detector\"", "\"className\": \"Detector\\n\"", DiagnosticCodes.OutOfRange)]
    [InlineData("\"zoo\": \"yolov4-tiny\", \"options\": { \"inputSize\": 256, \"width\": 0.5 }", "\"darknet\": { \"cfg\": \"a.cfg\", \"weights\": \"../../a.weights\" }", DiagnosticCodes.PathOutOfReach)]
    [InlineData("\"zoo\": \"yolov4-tiny\", \"options\": { \"inputSize\": 256, \"width\": 0.5 }", "\"darknet\": { \"cfg\": \"a.cfg\", \"weights\": \"/etc/a.weights\" }", DiagnosticCodes.PathOutOfReach)]
    [InlineData("\"zoo\": \"yolov4-tiny\", \"options\": { \"inputSize\": 256, \"width\": 0.5 }", "\"onnx\": \"models/../../a.onnx\"", DiagnosticCodes.PathOutOfReach)]
    public void Is_refused_by_its_place(string old, string @new, string code) => Assert.Equal(code, Manifests.ErrorAfter(old, @new).Code);
}
