namespace ArenaRenderer;

/// <summary>Ranges of camera and light that pictures are drawn from: metres, radians, and factors.</summary>
internal sealed record Conditions
{
    /// <summary>Those of the data set.</summary>
    public static Conditions Usual { get; } = new();

    /// <summary>Another robot in another hall: the camera higher, narrower and pointing further down, little warm light, a noisier sensor.</summary>
    public static Conditions Shifted { get; } = new()
    {
        CameraHeight = new(0.34f, 0.5f),
        Pitch = new(-0.45f, -0.2f),
        FieldOfView = new(0.8f, 0.95f),
        Warmth = new(0.18f, 0.35f),
        Power = new(0.35f, 0.7f),
        Ambient = new(0.05f, 0.12f),
        Stops = new(-1.8f, -0.4f),
        ReadNoise = new(0.008f, 0.02f),
    };

    public Range CameraHeight { get; init; } = new(0.11f, 0.32f);

    public Range Pitch { get; init; } = new(-0.3f, -0.04f);

    public Range FieldOfView { get; init; } = new(1.0f, 1.3f);

    public Range Warmth { get; init; } = new(-0.15f, 0.15f);

    public Range Power { get; init; } = new(0.7f, 1.6f);

    public Range Ambient { get; init; } = new(0.12f, 0.45f);

    /// <summary>Exposure against what the meter says.</summary>
    public Range Stops { get; init; } = new(-1.2f, 0.7f);

    public Range ReadNoise { get; init; } = new(0.001f, 0.012f);
}

/// <summary>What a lot falls between.</summary>
internal readonly record struct Range(float Low, float High);
