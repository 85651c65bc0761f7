using ModelOptimizer.Graph;
using ModelOptimizer.Graph.Onnx;
using ModelOptimizer.Graph.Rewrites;
using ModelOptimizer.Pipeline.Tests.Operators;
using ModelOptimizer.Pipeline.Verification;
using ModelOptimizer.Training.Execution;
using ModelOptimizer.Training.Runtime;
using static TorchSharp.torch;

namespace ModelOptimizer.Pipeline.Tests.Verification;

/// <summary>Published models through importer and executor, as they are and with constants folded, against ONNX Runtime on the file itself.</summary>
public sealed class ModelParityTests
{
    [Theory]
    [InlineData("FastestDet_dogqiuqiu.onnx", 1)]
    [InlineData("dk_yolo-fastest-1.1.onnx", 1)]
    [InlineData("resnet20_cifar10_bn.onnx", 1)]
    [InlineData("resnet20_cifar10jpeg.onnx", 1)]
    [InlineData("resnet56_cifar10_bn.onnx", 1)]
    [InlineData("resnet56_cifar10jpeg.onnx", 1)]
    [InlineData("ulfg_version-RFB-320.onnx", 1)]
    [InlineData("ulfg_version-RFB-320_simplified.onnx", 1)]
    [InlineData("ulfg_version-RFB-320_without_postprocessing.onnx", 1)]
    [InlineData("yolox_nano_coco_bigisland.onnx", 255)]
    [InlineData("yunet_n_320_320.onnx", 255)]
    [InlineData("yunet_n_dynamic.onnx", 255)]
    public void A_published_model_computes_what_ONNX_Runtime_does(string name, float brightest)
    {
        var bytes = File.ReadAllBytes(SharedData.Model(name));
        var graph = OnnxFile.Read(bytes);
        using var session = new OnnxSession(bytes, threads: 1);
        using var plain = new GraphExecutor(graph, ComputeTarget.Reference);
        using var folded = new GraphExecutor(ConstantFolding.Apply(graph), ComputeTarget.Reference);
        foreach (var (batch, size) in ((int, int)[])[(1, 256), (2, 192)])
        {
            using var scope = NewDisposeScope();
            var input = Pixels(brightest, [.. graph.Inputs[0].Shape!.Select((dimension, axis) => dimension.Value ?? (axis == 0 ? batch : size))]);
            using var expected = session.Run(input.Floats.ToArray(), [.. input.Shape]);
            foreach (var executor in (GraphExecutor[])[plain, folded])
            {
                foreach (var (output, actual) in executor.Run(input.ToTensor(CPU), ExecutionMode.Inference))
                {
                    var values = expected[session.IndexOf(output)];
                    Assert.Equal(values.GetTensorTypeAndShape().Shape, actual.shape);
                    Assert.InRange(RelativeDifference.Largest(actual.ToTensorData().Floats, values.GetTensorDataAsSpan<float>()), 0, 1e-4);
                }
            }
        }
    }

    private static TensorData Pixels(float brightest, long[] shape)
    {
        var values = OperatorCase.Noise(shape).Floats.ToArray();
        foreach (ref var value in values.AsSpan())
        {
            value = (value + 1) * brightest / 2;
        }

        return TensorData.Of(shape, values);
    }
}
