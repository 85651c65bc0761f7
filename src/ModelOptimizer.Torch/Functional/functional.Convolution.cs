namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            public static Tensor conv1d(
                Tensor input, Tensor weight, Tensor? bias = null, long? stride = null, long? padding = null, long? dilation = null, long groups = 1)
                => Native.at_conv1d(input, weight, bias, stride ?? 1, padding ?? 0, dilation ?? 1, groups);

            public static Tensor conv2d(
                Tensor input, Tensor weight, Tensor? bias = null, long[]? strides = null, long[]? padding = null, long[]? dilation = null, long groups = 1)
            {
                strides ??= [1];
                padding ??= [0];
                dilation ??= [1];
                return Native.at_conv2d(input, weight, bias, strides, strides.Length, padding, padding.Length, dilation, dilation.Length, groups);
            }

            public static Tensor conv3d(
                Tensor input, Tensor weight, Tensor? bias = null, long[]? strides = null, long[]? padding = null, long[]? dilation = null, long groups = 1)
            {
                strides ??= [1];
                padding ??= [0];
                dilation ??= [1];
                return Native.at_conv3d(input, weight, bias, strides, strides.Length, padding, padding.Length, dilation, dilation.Length, groups);
            }

            public static Tensor conv_transpose2d(
                Tensor input, Tensor weight, Tensor? bias = null, long[]? strides = null, long[]? padding = null, long[]? output_padding = null,
                long[]? dilation = null, long groups = 1)
            {
                strides ??= [1];
                padding ??= [0];
                output_padding ??= [0];
                dilation ??= [1];
                return Native.at_conv_transpose2d(
                    input, weight, bias, strides, strides.Length, padding, padding.Length, output_padding, output_padding.Length, dilation, dilation.Length, groups);
            }

            public static Tensor conv_transpose3d(
                Tensor input, Tensor weight, Tensor? bias = null, long[]? strides = null, long[]? padding = null, long[]? output_padding = null,
                long[]? dilation = null, long groups = 1)
            {
                strides ??= [1];
                padding ??= [0];
                output_padding ??= [0];
                dilation ??= [1];
                return Native.at_conv_transpose3d(
                    input, weight, bias, strides, strides.Length, padding, padding.Length, output_padding, output_padding.Length, dilation, dilation.Length, groups);
            }

            public static Tensor linear(Tensor input, Tensor weights, Tensor? bias = null) => Native.at_linear(input, weights, bias);

            public static Tensor unfold(
                Tensor input, (long, long) kernel_size, (long, long)? dilation = null, (long, long)? padding = null, (long, long)? stride = null)
                => Native.at_im2col(input, Pair(kernel_size), Pair(dilation ?? (1, 1)), Pair(padding ?? (0, 0)), Pair(stride ?? (1, 1)));

            public static Tensor unfold(Tensor input, long kernel_size, long dilation = 1, long padding = 0, long stride = 1)
                => unfold(input, (kernel_size, kernel_size), (dilation, dilation), (padding, padding), (stride, stride));

            private static long[] Pair((long, long) pair) => [pair.Item1, pair.Item2];
        }
    }
}
