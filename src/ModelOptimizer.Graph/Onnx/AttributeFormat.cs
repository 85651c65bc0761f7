using System.Text;
using Google.Protobuf;
using ModelOptimizer.Graph.Onnx.Wire;
using static ModelOptimizer.Graph.Onnx.Wire.AttributeProto.Types;

namespace ModelOptimizer.Graph.Onnx;

/// <summary>Attribute values between the wire format and the types that <see cref="Node"/> names.</summary>
internal static class AttributeFormat
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static object Read(AttributeProto source, ExternalData external) => TypeOf(source) switch
    {
        AttributeType.Float => source.F,
        AttributeType.Int => source.I,
        AttributeType.String when Text(source.S) is { } text => text,
        AttributeType.Tensor when source.T is { } tensor => TensorFormat.Read(tensor, external),
        AttributeType.Floats => source.Floats.ToArray(),
        AttributeType.Ints => source.Ints.ToArray(),
        AttributeType.Strings when source.Strings.All(bytes => Text(bytes) is not null) => source.Strings.Select(bytes => bytes.ToStringUtf8()).ToArray(),
        _ => new OpaqueValue(source.ToByteArray()),
    };

    public static AttributeProto Write(string name, object value) => value switch
    {
        float number => new() { Name = name, Type = AttributeType.Float, F = number },
        long number => new() { Name = name, Type = AttributeType.Int, I = number },
        string text => new() { Name = name, Type = AttributeType.String, S = ByteString.CopyFromUtf8(text) },
        TensorData tensor => new() { Name = name, Type = AttributeType.Tensor, T = TensorFormat.Write("", tensor) },
        float[] numbers => new() { Name = name, Type = AttributeType.Floats, Floats = { numbers } },
        long[] numbers => new() { Name = name, Type = AttributeType.Ints, Ints = { numbers } },
        string[] texts => new() { Name = name, Type = AttributeType.Strings, Strings = { texts.Select(ByteString.CopyFromUtf8) } },
        OpaqueValue opaque => AttributeProto.Parser.ParseFrom(opaque.Serialized.Span),
        _ => throw new GraphException($"The attribute '{name}' has a value of type {value.GetType().Name}, which ONNX cannot hold."),
    };

    /// <summary>The stated type, or in files older than the type field the one whose value is there.</summary>
    private static AttributeType TypeOf(AttributeProto source) =>
        source.Type != AttributeType.Undefined ? source.Type
        : source.HasF ? AttributeType.Float
        : source.HasI ? AttributeType.Int
        : source.HasS ? AttributeType.String
        : source.T is not null ? AttributeType.Tensor
        : source.Floats.Count > 0 ? AttributeType.Floats
        : source.Ints.Count > 0 ? AttributeType.Ints
        : source.Strings.Count > 0 ? AttributeType.Strings
        : AttributeType.Undefined;

    private static string? Text(ByteString bytes)
    {
        try
        {
            return StrictUtf8.GetString(bytes.Span);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
