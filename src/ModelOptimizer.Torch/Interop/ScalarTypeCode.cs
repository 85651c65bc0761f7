namespace TorchSharp;

internal static class ScalarTypeCode
{
    /// <summary>The shim's code of an optional element type: -1 leaves the choice to libtorch.</summary>
    public static sbyte Code(this torch.ScalarType? dtype) => dtype is { } given ? (sbyte)given : (sbyte)-1;
}
