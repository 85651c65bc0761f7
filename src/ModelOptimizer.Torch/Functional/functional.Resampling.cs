using System.Runtime.InteropServices;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            /// <summary>Resizes the spatial dimensions to <paramref name="size"/>, or by <paramref name="scale_factor"/>, one number for each.</summary>
            /// <exception cref="ExternalException">Not exactly one of size and scale factor is given, or its length is wrong.</exception>
            public static Tensor interpolate(
                Tensor x, long[]? size = null, double[]? scale_factor = null, InterpolationMode mode = InterpolationMode.Nearest, bool? align_corners = null,
                bool recompute_scale_factor = false, bool antialias = false)
            {
                if (size is null == scale_factor is null)
                    throw new ExternalException("interpolate needs exactly one of size and scale_factor");
                if (mode is InterpolationMode.Nearest or InterpolationMode.Area && align_corners is not null)
                    throw new ExternalException("align_corners goes with the interpolating modes only");
                if (antialias && mode is not (InterpolationMode.Bilinear or InterpolationMode.Bicubic))
                    throw new ExternalException("antialias goes with bilinear and bicubic modes only");
                var shape = x.shape;
                if ((size?.Length ?? scale_factor!.Length) is var given && given != shape.Length - 2)
                    throw new ExternalException($"{given} sizes or scale factors are given for {shape.Length - 2} spatial dimensions");
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
        }
    }
}
