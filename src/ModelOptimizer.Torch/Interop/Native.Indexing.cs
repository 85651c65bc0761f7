using System.Runtime.InteropServices;

namespace TorchSharp;

internal static unsafe partial class Native
{
    [LibraryImport(Library)] internal static partial torch.Tensor at_index(torch.Tensor t, ReadOnlySpan<IndexValue> items, int n);
    [LibraryImport(Library)] internal static partial Status at_set_index(torch.Tensor t, ReadOnlySpan<IndexValue> items, int n, torch.Tensor value);
    [LibraryImport(Library)] internal static partial Status at_set_index_scalar(torch.Tensor t, ReadOnlySpan<IndexValue> items, int n, Scalar value);
    [LibraryImport(Library)]
    internal static partial Status at_index_put_(
        torch.Tensor t, ReadOnlySpan<nint> items, int n, torch.Tensor value, Flag accumulate);
    [LibraryImport(Library)] internal static partial torch.Tensor at_index_select(torch.Tensor t, long dim, torch.Tensor index);
    [LibraryImport(Library)] internal static partial torch.Tensor at_gather(torch.Tensor t, long dim, torch.Tensor index);
    [LibraryImport(Library)] internal static partial torch.Tensor at_take(torch.Tensor t, torch.Tensor index);
    [LibraryImport(Library)] internal static partial torch.Tensor at_scatter(torch.Tensor t, long dim, torch.Tensor index, torch.Tensor source);
    [LibraryImport(Library)] internal static partial torch.Tensor at_scatter_add(torch.Tensor t, long dim, torch.Tensor index, torch.Tensor source);
    [LibraryImport(Library)] internal static partial Status at_scatter_(torch.Tensor t, long dim, torch.Tensor index, torch.Tensor source);
    [LibraryImport(Library)] internal static partial Status at_scatter_add_(torch.Tensor t, long dim, torch.Tensor index, torch.Tensor source);
    [LibraryImport(Library)] internal static partial Status at_index_copy_(torch.Tensor t, long dim, torch.Tensor index, torch.Tensor source);
    [LibraryImport(Library)]
    internal static partial Status at_index_add_(
        torch.Tensor t, long dim, torch.Tensor index, torch.Tensor source, Scalar alpha);
    [LibraryImport(Library)] internal static partial torch.Tensor at_masked_fill(torch.Tensor t, torch.Tensor mask, Scalar value);
    [LibraryImport(Library)] internal static partial Status at_masked_fill_(torch.Tensor t, torch.Tensor mask, Scalar value);
    [LibraryImport(Library)] internal static partial torch.Tensor at_masked_select(torch.Tensor t, torch.Tensor mask);
    [LibraryImport(Library)] internal static partial torch.Tensor at_where(torch.Tensor condition, torch.Tensor x, torch.Tensor y);
    [LibraryImport(Library)] internal static partial torch.Tensor at_nonzero(torch.Tensor t);
    [LibraryImport(Library)] internal static partial NativeList* at_nonzero_numpy(torch.Tensor t);
    [LibraryImport(Library)]
    internal static partial torch.Tensor at_searchsorted(
        torch.Tensor sorted, torch.Tensor values, Flag int32, Flag right, torch.Tensor? sorter);
}
