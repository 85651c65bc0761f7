namespace ModelOptimizer.Graph.Darknet.Weights;

/// <summary>What a <c>.weights</c> file starts with: the version of its format and how many images the network has seen in training.</summary>
internal readonly record struct WeightsHeader(int Major, int Minor, int Revision, ulong Seen)
{
    /// <summary>The format that Darknet writes today.</summary>
    public static WeightsHeader Current => new(0, 2, 5, 0);

    /// <summary>Bytes up to the first weight: <see cref="Seen"/> has 64 bits since version 0.2.</summary>
    public int Length => 12 + (IsLong ? 8 : 4);

    public bool IsLong => (Major * 10) + Minor >= 2;

    /// <summary>Darknet marks transposed matrices by versions from 1000 on; anything else than small numbers is no header.</summary>
    public bool IsPlausible => Major is >= 0 and < 1000 && Minor is >= 0 and < 1000;
}
