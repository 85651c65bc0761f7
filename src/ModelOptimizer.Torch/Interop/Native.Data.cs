using System.Runtime.InteropServices;

namespace TorchSharp;

internal static unsafe partial class Native
{
    [LibraryImport(Library)] internal static partial void at_free(nint handle);
    [LibraryImport(Library)] internal static partial torch.Tensor at_alias(torch.Tensor t);
    [LibraryImport(Library)] internal static partial long at_dim(torch.Tensor t);
    [LibraryImport(Library)] internal static partial long at_numel(torch.Tensor t);
    [LibraryImport(Library)] internal static partial long at_element_size(torch.Tensor t);
    [LibraryImport(Library)] internal static partial sbyte at_dtype(torch.Tensor t);
    [LibraryImport(Library)] internal static partial Flag at_is_contiguous(torch.Tensor t);
    [LibraryImport(Library)] internal static partial long at_storage_offset(torch.Tensor t);
    [LibraryImport(Library)] internal static partial void* at_data(torch.Tensor t);
    [LibraryImport(Library)] internal static partial void at_shape(torch.Tensor t, Span<long> result);
    [LibraryImport(Library)] internal static partial void at_strides(torch.Tensor t, Span<long> result);
    [LibraryImport(Library)] internal static partial Status at_size(torch.Tensor t, long dim, out long result);
    [LibraryImport(Library)] internal static partial Status at_stride(torch.Tensor t, long dim, out long result);
    [LibraryImport(Library)] internal static partial torch.Tensor at_to(torch.Tensor t, sbyte dtype, Flag copy);
    [LibraryImport(Library)] internal static partial torch.Tensor at_contiguous(torch.Tensor t);
    [LibraryImport(Library)] internal static partial torch.Tensor at_clone(torch.Tensor t);
    [LibraryImport(Library)] internal static partial Status at_copy_(torch.Tensor t, torch.Tensor source, Flag nonBlocking);
    [LibraryImport(Library)] internal static partial Status at_set_(torch.Tensor t, torch.Tensor source);
    [LibraryImport(Library)] internal static partial Status at_item(torch.Tensor t, out ScalarValue result);
    [LibraryImport(Library)] internal static partial void at_set_num_threads(int n);
    [LibraryImport(Library)] internal static partial int at_get_num_threads();
    [LibraryImport(Library)] internal static partial Status at_set_num_interop_threads(int n);
    [LibraryImport(Library)] internal static partial int at_get_num_interop_threads();
    [LibraryImport(Library)] internal static partial void at_set_default_dtype(sbyte dtype);
    [LibraryImport(Library)] internal static partial sbyte at_get_default_dtype();
}
