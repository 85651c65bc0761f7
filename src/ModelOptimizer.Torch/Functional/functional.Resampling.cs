namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            /// <summary>Resizes the spatial dimensions to <paramref name="size"/>, or by <paramref name="scale_factor"/> (one for all, or one each).</summary>
            /// <exception cref="ArgumentException">Not exactly one of size and scale factor is given, or its length is wrong.</exception>
            public static Tensor interpolate(
                Tensor x, long[]? size = null, double[]? scale_factor = null, InterpolationMode mode = InterpolationMode.Nearest, bool? align_corners = null,
                bool recompute_scale_factor = false, bool antialias = false)
            {
                if (size is null == scale_factor is null)
                    throw new ArgumentException("interpolate needs exactly one of size and scale_factor");
                var shape = x.shape;
                var spatial = shape.Length - 2;
                size = PerDimension(size, spatial, nameof(size));
                scale_factor = PerDimension(scale_factor, spatial, nameof(scale_factor));
                var output = size ?? [.. scale_factor!.Select((factor, i) => (long)Math.Floor(shape[i + 2] * factor))];
                ReadOnlySpan<double> scale = recompute_scale_factor ? default : scale_factor;
                return Native.at_interpolate(x, output, output.Length, scale, scale.Length, (int)mode, align_corners ?? false, antialias);
            }

            public static Tensor grid_sample(
                Tensor input, Tensor grid, GridSampleMode mode = GridSampleMode.Bilinear, GridSamplePaddingMode padding_mode = GridSamplePaddingMode.Zeros,
                bool? align_corners = null)
            {
                var native = mode == GridSampleMode.Nearest ? 1 : 0;
                var padding = padding_mode switch { GridSamplePaddingMode.Border => 1, GridSamplePaddingMode.Reflection => 2, _ => 0 };
                return Native.at_grid_sample(input, grid, native, padding, align_corners ?? false);
            }

            public static Tensor pixel_shuffle(Tensor input, long upscale_factor) => Native.at_pixel_shuffle(input, upscale_factor);

            public static Tensor pad(Tensor input, ReadOnlySpan<long> pad, PaddingModes mode = PaddingModes.Constant, double value = 0)
            {
                var name = mode switch
                {
                    PaddingModes.Reflect => "reflect",
                    PaddingModes.Replicate => "replicate",
                    PaddingModes.Circular => "circular",
                    _ => "constant",
                };
                return Native.at_pad(input, pad, pad.Length, name, value);
            }

            public static Tensor pad(Tensor input, long[] pad, PaddingModes mode = PaddingModes.Constant, double value = 0)
                => functional.pad(input, pad.AsSpan(), mode, value);

            public static Tensor pad(Tensor input, long pad, PaddingModes mode = PaddingModes.Constant, double value = 0)
                => functional.pad(input, [pad], mode, value);

            public static Tensor pad(Tensor input, (long, long) pad, PaddingModes mode = PaddingModes.Constant, double value = 0)
                => functional.pad(input, [pad.Item1, pad.Item2], mode, value);

            public static Tensor pad(Tensor input, (long, long, long, long) pad, PaddingModes mode = PaddingModes.Constant, double value = 0)
                => functional.pad(input, [pad.Item1, pad.Item2, pad.Item3, pad.Item4], mode, value);

            private static T[]? PerDimension<T>(T[]? given, int dimensions, string name)
            {
                if (given is null || given.Length == dimensions)
                    return given;
                if (given.Length != 1)
                    throw new ArgumentException($"{name} has {given.Length} values for {dimensions} spatial dimensions", name);
                return [.. Enumerable.Repeat(given[0], dimensions)];
            }
        }
    }
}
