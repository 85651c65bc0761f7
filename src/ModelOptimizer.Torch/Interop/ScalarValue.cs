namespace TorchSharp;

/// <summary>Mirrors ScalarKind in shim.h.</summary>
internal enum ScalarKind
{
    None = -1,
    Integer = 0,
    Real = 1,
    Boolean = 2,
}

/// <summary>Mirrors ScalarValue in shim.h.</summary>
internal struct ScalarValue
{
    public ScalarKind Kind;
    public long Integer;
    public double Real;
}
