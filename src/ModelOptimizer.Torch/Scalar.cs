using System.Runtime.InteropServices.Marshalling;

namespace TorchSharp;

/// <summary>A number with its element type, as operators take it. Holds no native memory.</summary>
[NativeMarshalling(typeof(ScalarMarshaller))]
public sealed class Scalar : IDisposable
{
    private Scalar(torch.ScalarType type, ScalarKind kind, long integer, double real)
    {
        Type = type;
        Value = new ScalarValue { Kind = kind, Integer = integer, Real = real };
    }

    internal Scalar(ScalarValue value)
    {
        Type = value.Kind switch
        {
            ScalarKind.Boolean => torch.ScalarType.Bool,
            ScalarKind.Integer => torch.ScalarType.Int64,
            _ => torch.ScalarType.Float64,
        };
        Value = value;
    }

    public torch.ScalarType Type { get; }

    internal ScalarValue Value { get; }

    internal double Real => Value.Kind == ScalarKind.Real ? Value.Real : Value.Integer;

    internal long Integer => Value.Kind == ScalarKind.Real ? (long)Value.Real : Value.Integer;

    public void Dispose() { }

    public static implicit operator Scalar(byte value) => new(torch.ScalarType.Byte, ScalarKind.Integer, value, 0);

    public static implicit operator Scalar(sbyte value) => new(torch.ScalarType.Int8, ScalarKind.Integer, value, 0);

    public static implicit operator Scalar(short value) => new(torch.ScalarType.Int16, ScalarKind.Integer, value, 0);

    public static implicit operator Scalar(int value) => new(torch.ScalarType.Int32, ScalarKind.Integer, value, 0);

    public static implicit operator Scalar(long value) => new(torch.ScalarType.Int64, ScalarKind.Integer, value, 0);

    public static implicit operator Scalar(Half value) => new(torch.ScalarType.Float16, ScalarKind.Real, 0, (double)value);

    public static implicit operator Scalar(float value) => new(torch.ScalarType.Float32, ScalarKind.Real, 0, value);

    public static implicit operator Scalar(double value) => new(torch.ScalarType.Float64, ScalarKind.Real, 0, value);

    public static implicit operator Scalar(bool value) => new(torch.ScalarType.Bool, ScalarKind.Boolean, value ? 1 : 0, 0);
}
