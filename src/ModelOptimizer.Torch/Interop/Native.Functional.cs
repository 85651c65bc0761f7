using System.Runtime.InteropServices;

namespace TorchSharp;

internal static unsafe partial class Native
{
    [LibraryImport(Library)]
    internal static partial torch.Tensor at_conv1d(
        torch.Tensor t, torch.Tensor weight, torch.Tensor? bias, long stride, long padding, long dilation, long groups);
    [LibraryImport(Library)]
    internal static partial torch.Tensor at_conv2d(
        torch.Tensor t, torch.Tensor weight, torch.Tensor? bias, ReadOnlySpan<long> stride, int nStride, ReadOnlySpan<long> padding,
        int nPadding, ReadOnlySpan<long> dilation, int nDilation, long groups);
    [LibraryImport(Library)]
    internal static partial torch.Tensor at_conv_transpose2d(
        torch.Tensor t, torch.Tensor weight, torch.Tensor? bias, ReadOnlySpan<long> stride, int nStride, ReadOnlySpan<long> padding,
        int nPadding, ReadOnlySpan<long> outputPadding, int nOutputPadding, ReadOnlySpan<long> dilation, int nDilation, long groups);
    [LibraryImport(Library)]
    internal static partial torch.Tensor at_conv3d(
        torch.Tensor t, torch.Tensor weight, torch.Tensor? bias, ReadOnlySpan<long> stride, int nStride, ReadOnlySpan<long> padding,
        int nPadding, ReadOnlySpan<long> dilation, int nDilation, long groups);
    [LibraryImport(Library)]
    internal static partial torch.Tensor at_conv_transpose3d(
        torch.Tensor t, torch.Tensor weight, torch.Tensor? bias, ReadOnlySpan<long> stride, int nStride, ReadOnlySpan<long> padding,
        int nPadding, ReadOnlySpan<long> outputPadding, int nOutputPadding, ReadOnlySpan<long> dilation, int nDilation, long groups);
    [LibraryImport(Library)]
    internal static partial torch.Tensor at_batch_norm(
        torch.Tensor t, torch.Tensor? mean, torch.Tensor? var, torch.Tensor? weight, torch.Tensor? bias, Flag training, double momentum,
        double eps);
    [LibraryImport(Library)]
    internal static partial torch.Tensor at_instance_norm(
        torch.Tensor t, torch.Tensor? mean, torch.Tensor? var, torch.Tensor? weight, torch.Tensor? bias, Flag useInputStats, double momentum,
        double eps);
    [LibraryImport(Library)]
    internal static partial torch.Tensor at_group_norm(
        torch.Tensor t, long groups, torch.Tensor? weight, torch.Tensor? bias, double eps);
    [LibraryImport(Library)]
    internal static partial torch.Tensor at_layer_norm(
        torch.Tensor t, ReadOnlySpan<long> shape, int n, torch.Tensor? weight, torch.Tensor? bias, double eps);
    [LibraryImport(Library)]
    internal static partial torch.Tensor at_local_response_norm(
        torch.Tensor t, long size, double alpha, double beta, double k);
    [LibraryImport(Library)]
    internal static partial torch.Tensor at_max_pool2d(
        torch.Tensor t, ReadOnlySpan<long> kernel, int nKernel, ReadOnlySpan<long> stride, int nStride, ReadOnlySpan<long> padding, int nPadding,
        ReadOnlySpan<long> dilation, int nDilation, Flag ceilMode);
    [LibraryImport(Library)]
    internal static partial void at_max_pool2d_with_indices(
        torch.Tensor t, ReadOnlySpan<long> kernel, int nKernel, ReadOnlySpan<long> stride, int nStride, ReadOnlySpan<long> padding, int nPadding,
        ReadOnlySpan<long> dilation, int nDilation, Flag ceilMode, out torch.Tensor values, out torch.Tensor indices);
    [LibraryImport(Library)]
    internal static partial torch.Tensor at_max_pool3d(
        torch.Tensor t, ReadOnlySpan<long> kernel, int nKernel, ReadOnlySpan<long> stride, int nStride, ReadOnlySpan<long> padding, int nPadding,
        ReadOnlySpan<long> dilation, int nDilation, Flag ceilMode);
    [LibraryImport(Library)]
    internal static partial torch.Tensor at_avg_pool2d(
        torch.Tensor t, ReadOnlySpan<long> kernel, int nKernel, ReadOnlySpan<long> stride, int nStride, ReadOnlySpan<long> padding, int nPadding,
        Flag ceilMode, Flag countIncludePad, long divisor);
    [LibraryImport(Library)] internal static partial torch.Tensor at_adaptive_avg_pool2d(torch.Tensor t, ReadOnlySpan<long> size, int n);
    [LibraryImport(Library)] internal static partial torch.Tensor at_adaptive_max_pool2d(torch.Tensor t, ReadOnlySpan<long> size, int n);
    [LibraryImport(Library)] internal static partial torch.Tensor at_relu(torch.Tensor t);
    [LibraryImport(Library)] internal static partial torch.Tensor at_relu6(torch.Tensor t);
    [LibraryImport(Library)] internal static partial torch.Tensor at_silu(torch.Tensor t);
    [LibraryImport(Library)] internal static partial torch.Tensor at_mish(torch.Tensor t);
    [LibraryImport(Library)] internal static partial torch.Tensor at_hardswish(torch.Tensor t);
    [LibraryImport(Library)] internal static partial torch.Tensor at_hardsigmoid(torch.Tensor t);
    [LibraryImport(Library)] internal static partial Status at_relu6_(torch.Tensor t);
    [LibraryImport(Library)] internal static partial Status at_silu_(torch.Tensor t);
    [LibraryImport(Library)] internal static partial Status at_mish_(torch.Tensor t);
    [LibraryImport(Library)] internal static partial Status at_hardswish_(torch.Tensor t);
    [LibraryImport(Library)] internal static partial Status at_hardsigmoid_(torch.Tensor t);
    [LibraryImport(Library)] internal static partial torch.Tensor at_leaky_relu(torch.Tensor t, Scalar slope);
    [LibraryImport(Library)] internal static partial Status at_leaky_relu_(torch.Tensor t, Scalar slope);
    [LibraryImport(Library)] internal static partial torch.Tensor at_elu(torch.Tensor t, double alpha);
    [LibraryImport(Library)] internal static partial Status at_elu_(torch.Tensor t, double alpha);
    [LibraryImport(Library)] internal static partial torch.Tensor at_gelu(torch.Tensor t, Flag approximate);
    [LibraryImport(Library)] internal static partial torch.Tensor at_prelu(torch.Tensor t, torch.Tensor weight);
    [LibraryImport(Library)] internal static partial torch.Tensor at_softplus(torch.Tensor t, double beta, double threshold);
    [LibraryImport(Library)] internal static partial torch.Tensor at_softmax(torch.Tensor t, long dim, sbyte dtype);
    [LibraryImport(Library)] internal static partial torch.Tensor at_log_softmax(torch.Tensor t, long dim, sbyte dtype);
    [LibraryImport(Library)] internal static partial torch.Tensor at_dropout(torch.Tensor t, double p, Flag training);
    [LibraryImport(Library)] internal static partial Status at_dropout_(torch.Tensor t, double p, Flag training);
    [LibraryImport(Library)] internal static partial torch.Tensor at_dropout2d(torch.Tensor t, double p, Flag training);
    [LibraryImport(Library)] internal static partial Status at_dropout2d_(torch.Tensor t, double p, Flag training);
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial torch.Tensor at_pad(
        torch.Tensor t, ReadOnlySpan<long> pad, int n, string mode, double value);
    [LibraryImport(Library)] internal static partial torch.Tensor at_normalize(torch.Tensor t, double p, long dim, double eps);
    [LibraryImport(Library)] internal static partial torch.Tensor at_one_hot(torch.Tensor t, long classes);
    [LibraryImport(Library)] internal static partial torch.Tensor at_pixel_shuffle(torch.Tensor t, long factor);
    [LibraryImport(Library)] internal static partial torch.Tensor at_cosine_similarity(torch.Tensor a, torch.Tensor b, long dim, double eps);
    [LibraryImport(Library)]
    internal static partial torch.Tensor at_interpolate(
        torch.Tensor t, ReadOnlySpan<long> size, int n, ReadOnlySpan<double> scale, int nScale, int mode, Flag alignCorners, Flag antialias);
    [LibraryImport(Library)]
    internal static partial torch.Tensor at_grid_sample(
        torch.Tensor t, torch.Tensor grid, long mode, long padding, Flag alignCorners);
    [LibraryImport(Library)]
    internal static partial torch.Tensor at_im2col(
        torch.Tensor t, ReadOnlySpan<long> kernel, ReadOnlySpan<long> dilation, ReadOnlySpan<long> padding, ReadOnlySpan<long> stride);
}
