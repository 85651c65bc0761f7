namespace ModelOptimizer.Graph;

/// <summary>Element types of tensors, numbered as in ONNX's <c>TensorProto.DataType</c>.</summary>
public enum ElementType
{
    /// <summary>Not stated.</summary>
    Undefined = 0,
    /// <summary>32-bit IEEE floating point.</summary>
    Float32 = 1,
    /// <summary>8-bit unsigned integer.</summary>
    UInt8 = 2,
    /// <summary>8-bit signed integer.</summary>
    Int8 = 3,
    /// <summary>16-bit unsigned integer.</summary>
    UInt16 = 4,
    /// <summary>16-bit signed integer.</summary>
    Int16 = 5,
    /// <summary>32-bit signed integer.</summary>
    Int32 = 6,
    /// <summary>64-bit signed integer.</summary>
    Int64 = 7,
    /// <summary>Text; carried through, never computed with.</summary>
    String = 8,
    /// <summary>Boolean, one byte each.</summary>
    Bool = 9,
    /// <summary>16-bit IEEE floating point.</summary>
    Float16 = 10,
    /// <summary>64-bit IEEE floating point.</summary>
    Float64 = 11,
    /// <summary>32-bit unsigned integer.</summary>
    UInt32 = 12,
    /// <summary>64-bit unsigned integer.</summary>
    UInt64 = 13,
    /// <summary>16-bit brain floating point.</summary>
    BFloat16 = 16,
}
