using System.Runtime.InteropServices;
using ModelOptimizer.Graph;
using static TorchSharp.torch;

namespace ModelOptimizer.Training.Execution;

/// <summary>Conversion between the graph's tensors and torch's.</summary>
public static class TensorExchange
{
    /// <summary>A torch tensor with a copy of <paramref name="data"/>, row-major.</summary>
    /// <exception cref="TrainingException">The element type is not one torch computes with.</exception>
    public static Tensor ToTensor(this TensorData data, Device device)
    {
        var host = empty([.. data.Shape], data.Type.TorchType()
            ?? throw new TrainingException($"Tensors of element type {data.Type} cannot be executed in torch."));
        data.Bytes.CopyTo(host.bytes);
        if (device.type == TorchSharp.DeviceType.CPU)
        {
            return host;
        }

        using (host)
        {
            return host.to(device);
        }
    }

    /// <summary>A copy of a float32 or int64 tensor.</summary>
    public static TensorData ToTensorData(this Tensor tensor)
    {
        using var scope = NewDisposeScope();
        using var gradients = no_grad();
        var host = tensor.detach().cpu().contiguous();
        var type = host.dtype == ScalarType.Int64 ? ElementType.Int64 : ElementType.Float32;
        return new(type, host.shape, host.bytes.ToArray());
    }

    /// <summary>Copies the elements of a float32 tensor, row-major, into <paramref name="destination"/>.</summary>
    public static void CopyTo(this Tensor tensor, Span<float> destination)
    {
        using var scope = NewDisposeScope();
        using var gradients = no_grad();
        MemoryMarshal.Cast<byte, float>(tensor.detach().cpu().contiguous().bytes).CopyTo(destination);
    }

    /// <summary>The same values with the channels of a 4-dimensional tensor innermost in memory; other tensors as they are.</summary>
    internal static Tensor ChannelsLast(this Tensor tensor) =>
        tensor.dim() == 4 ? tensor.permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2) : tensor;

    /// <summary>Whether the elements are real numbers, of whatever precision.</summary>
    internal static bool IsReal(this Tensor tensor) =>
        tensor.dtype is ScalarType.Float32 or ScalarType.BFloat16 or ScalarType.Float64 or ScalarType.Float16;

    /// <summary>The torch type of an ONNX element type, or null where torch has none.</summary>
    internal static ScalarType? TorchType(this ElementType type) => type switch
    {
        ElementType.Float32 => ScalarType.Float32,
        ElementType.Float64 => ScalarType.Float64,
        ElementType.Float16 => ScalarType.Float16,
        ElementType.BFloat16 => ScalarType.BFloat16,
        ElementType.Int64 => ScalarType.Int64,
        ElementType.Int32 => ScalarType.Int32,
        ElementType.Int16 => ScalarType.Int16,
        ElementType.Int8 => ScalarType.Int8,
        ElementType.UInt8 => ScalarType.Byte,
        ElementType.Bool => ScalarType.Bool,
        _ => null,
    };
}
