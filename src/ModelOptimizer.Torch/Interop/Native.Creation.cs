using System.Runtime.InteropServices;

namespace TorchSharp;

internal static unsafe partial class Native
{
    [LibraryImport(Library)] internal static partial torch.Tensor at_zeros(ReadOnlySpan<long> size, int rank, Factory factory);
    [LibraryImport(Library)] internal static partial torch.Tensor at_ones(ReadOnlySpan<long> size, int rank, Factory factory);
    [LibraryImport(Library)] internal static partial torch.Tensor at_empty(ReadOnlySpan<long> size, int rank, Factory factory);
    [LibraryImport(Library)] internal static partial torch.Tensor at_full(ReadOnlySpan<long> size, int rank, Scalar value, Factory factory);
    [LibraryImport(Library)] internal static partial torch.Tensor at_zeros_like(torch.Tensor t, Factory factory);
    [LibraryImport(Library)] internal static partial torch.Tensor at_ones_like(torch.Tensor t, Factory factory);
    [LibraryImport(Library)] internal static partial torch.Tensor at_empty_like(torch.Tensor t, Factory factory);
    [LibraryImport(Library)] internal static partial torch.Tensor at_full_like(torch.Tensor t, Scalar value, Factory factory);
    [LibraryImport(Library)] internal static partial torch.Tensor at_rand_like(torch.Tensor t, Factory factory);
    [LibraryImport(Library)] internal static partial torch.Tensor at_randn_like(torch.Tensor t, Factory factory);
    [LibraryImport(Library)] internal static partial torch.Tensor at_eye(long rows, long columns, Factory factory);
    [LibraryImport(Library)] internal static partial torch.Tensor at_linspace(double start, double end, long steps, Factory factory);
    [LibraryImport(Library)] internal static partial torch.Tensor at_arange(Scalar start, Scalar stop, Scalar step, Factory factory);
    [LibraryImport(Library)] internal static partial torch.Tensor at_tensor(void* data, ReadOnlySpan<long> size, int rank, sbyte dtype);
    [LibraryImport(Library)]
    internal static partial torch.Tensor at_from_blob(
        void* data, ReadOnlySpan<long> size, int rank, sbyte dtype, delegate* unmanaged<nint, void> release, nint context);
}
