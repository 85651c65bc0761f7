using ModelOptimizer.Data.Augmentation;

namespace ModelOptimizer.Data.Tests.Augmentation;

public sealed class AugmentationOptionsTests
{
    public static TheoryData<AugmentationOptions> OutOfRange => new(
        new AugmentationOptions { HorizontalFlip = -0.1f },
        new AugmentationOptions { VerticalFlip = 1.1f },
        new AugmentationOptions { Transpose = 2 },
        new AugmentationOptions { Scale = 0.95f },
        new AugmentationOptions { Translate = float.NaN },
        new AugmentationOptions { Hue = 0.6f },
        new AugmentationOptions { Saturation = -1 },
        new AugmentationOptions { Value = 1.5f },
        new AugmentationOptions { Mosaic = 7 },
        new AugmentationOptions { MosaicEndEpoch = -1 },
        new AugmentationOptions { MinimumVisibility = 1.5f });

    [Theory]
    [MemberData(nameof(OutOfRange), DisableDiscoveryEnumeration = true)]
    public void Refuses_values_out_of_range(AugmentationOptions options) => Assert.Throws<ArgumentOutOfRangeException>(options.Validate);

    [Fact]
    public void Accepts_the_defaults() => new AugmentationOptions().Validate();
}
