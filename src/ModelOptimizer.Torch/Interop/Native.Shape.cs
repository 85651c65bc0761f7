using System.Runtime.InteropServices;

namespace TorchSharp;

internal static unsafe partial class Native
{
    [LibraryImport(Library)] internal static partial torch.Tensor at_view(torch.Tensor t, ReadOnlySpan<long> items, int n);
    [LibraryImport(Library)] internal static partial torch.Tensor at_reshape(torch.Tensor t, ReadOnlySpan<long> items, int n);
    [LibraryImport(Library)] internal static partial torch.Tensor at_permute(torch.Tensor t, ReadOnlySpan<long> items, int n);
    [LibraryImport(Library)] internal static partial torch.Tensor at_repeat(torch.Tensor t, ReadOnlySpan<long> items, int n);
    [LibraryImport(Library)] internal static partial torch.Tensor at_tile(torch.Tensor t, ReadOnlySpan<long> items, int n);
    [LibraryImport(Library)] internal static partial torch.Tensor at_flip(torch.Tensor t, ReadOnlySpan<long> items, int n);
    [LibraryImport(Library)] internal static partial torch.Tensor at_expand(torch.Tensor t, ReadOnlySpan<long> sizes, int n, Flag isImplicit);
    [LibraryImport(Library)] internal static partial torch.Tensor at_transpose(torch.Tensor t, long dim0, long dim1);
    [LibraryImport(Library)] internal static partial torch.Tensor at_t(torch.Tensor t);
    [LibraryImport(Library)] internal static partial torch.Tensor at_flatten(torch.Tensor t, long start, long end);
    [LibraryImport(Library)] internal static partial torch.Tensor at_unflatten(torch.Tensor t, long dim, ReadOnlySpan<long> sizes, int n);
    [LibraryImport(Library)] internal static partial torch.Tensor at_squeeze(torch.Tensor t, Flag hasDim, long dim);
    [LibraryImport(Library)] internal static partial torch.Tensor at_unsqueeze(torch.Tensor t, long dim);
    [LibraryImport(Library)] internal static partial Status at_squeeze_(torch.Tensor t, Flag hasDim, long dim);
    [LibraryImport(Library)] internal static partial Status at_unsqueeze_(torch.Tensor t, long dim);
    [LibraryImport(Library)]
    internal static partial torch.Tensor at_movedim(
        torch.Tensor t, ReadOnlySpan<long> from, int n, ReadOnlySpan<long> to, int m);
    [LibraryImport(Library)] internal static partial torch.Tensor at_narrow(torch.Tensor t, long dim, long start, long length);
    [LibraryImport(Library)] internal static partial torch.Tensor at_select(torch.Tensor t, long dim, long index);
    [LibraryImport(Library)] internal static partial torch.Tensor at_slice(torch.Tensor t, long dim, long start, long end, long step);
    [LibraryImport(Library)] internal static partial torch.Tensor at_unfold(torch.Tensor t, long dim, long size, long step);
    [LibraryImport(Library)] internal static partial torch.Tensor at_diag(torch.Tensor t, long diagonal);
    [LibraryImport(Library)] internal static partial torch.Tensor at_tril(torch.Tensor t, long diagonal);
    [LibraryImport(Library)] internal static partial torch.Tensor at_triu(torch.Tensor t, long diagonal);
    [LibraryImport(Library)]
    internal static partial torch.Tensor at_as_strided(
        torch.Tensor t, ReadOnlySpan<long> sizes, int n, ReadOnlySpan<long> strides, int m, long offset);
    [LibraryImport(Library)]
    internal static partial torch.Tensor at_roll(
        torch.Tensor t, ReadOnlySpan<long> shifts, int n, ReadOnlySpan<long> dims, int m);
    [LibraryImport(Library)]
    internal static partial torch.Tensor at_repeat_interleave(
        torch.Tensor t, long repeats, Flag hasDim, long dim, Flag hasSize, long size);
    [LibraryImport(Library)]
    internal static partial torch.Tensor at_repeat_interleave_tensor(
        torch.Tensor t, torch.Tensor repeats, Flag hasDim, long dim, Flag hasSize, long size);
    [LibraryImport(Library)] internal static partial torch.Tensor at_cat(ReadOnlySpan<nint> items, int n, long dim);
    [LibraryImport(Library)] internal static partial torch.Tensor at_stack(ReadOnlySpan<nint> items, int n, long dim);
    [LibraryImport(Library)] internal static partial torch.Tensor at_hstack(ReadOnlySpan<nint> items, int n);
    [LibraryImport(Library)] internal static partial torch.Tensor at_vstack(ReadOnlySpan<nint> items, int n);
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial NativeList* at_meshgrid(
        ReadOnlySpan<nint> items, int n, string indexing);
    [LibraryImport(Library)] internal static partial NativeList* at_chunk(torch.Tensor t, long chunks, long dim);
    [LibraryImport(Library)] internal static partial NativeList* at_split(torch.Tensor t, long size, long dim);
    [LibraryImport(Library)] internal static partial NativeList* at_split_sizes(torch.Tensor t, ReadOnlySpan<long> sizes, int n, long dim);
    [LibraryImport(Library)] internal static partial NativeList* at_unbind(torch.Tensor t, long dim);
}
