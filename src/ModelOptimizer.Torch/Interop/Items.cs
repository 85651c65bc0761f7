namespace TorchSharp;

/// <summary>Mirrors SgdItem in optimizers.cpp.</summary>
internal struct SgdItem
{
    public nint Parameter;
    public nint MomentumBuffer;
    public double LearningRate, Momentum, Dampening, WeightDecay;
    public Flag Nesterov, Maximize;
}

/// <summary>Mirrors AdamItem in optimizers.cpp.</summary>
internal struct AdamItem
{
    public nint Parameter;
    public nint ExpAvg, ExpAvgSq, MaxExpAvgSq;
    public long Step;
    public double LearningRate, Beta1, Beta2, Epsilon, WeightDecay;
    public Flag Maximize;
}

/// <summary>Mirrors IndexKind in indexing.cpp.</summary>
internal enum IndexKind
{
    None,
    Ellipsis,
    Integer,
    Boolean,
    Slice,
    Tensor,
}

/// <summary>Mirrors IndexValue in indexing.cpp; a missing bound is <see cref="long.MinValue"/>.</summary>
internal struct IndexValue
{
    public IndexKind Kind;
    public long Start, Stop, Step;
    public nint Tensor;
}
