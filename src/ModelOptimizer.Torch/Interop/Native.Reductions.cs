using System.Runtime.InteropServices;

namespace TorchSharp;

internal static unsafe partial class Native
{
    [LibraryImport(Library)] internal static partial torch.Tensor at_sum(torch.Tensor t, ReadOnlySpan<long> dims, int n, Flag keepdim, sbyte dtype);
    [LibraryImport(Library)] internal static partial torch.Tensor at_mean(torch.Tensor t, ReadOnlySpan<long> dims, int n, Flag keepdim, sbyte dtype);
    [LibraryImport(Library)] internal static partial torch.Tensor at_std(torch.Tensor t, ReadOnlySpan<long> dims, int n, Flag unbiased, Flag keepdim);
    [LibraryImport(Library)] internal static partial torch.Tensor at_var(torch.Tensor t, ReadOnlySpan<long> dims, int n, Flag unbiased, Flag keepdim);
    [LibraryImport(Library)] internal static partial torch.Tensor at_prod(torch.Tensor t, sbyte dtype);
    [LibraryImport(Library)] internal static partial torch.Tensor at_prod_dim(torch.Tensor t, long dim, Flag keepdim, sbyte dtype);
    [LibraryImport(Library)] internal static partial torch.Tensor at_norm(torch.Tensor t, double p);
    [LibraryImport(Library)] internal static partial torch.Tensor at_norm_dim(torch.Tensor t, long dim, Flag keepdim, double p);
    [LibraryImport(Library)] internal static partial torch.Tensor at_logsumexp(torch.Tensor t, long dim, Flag keepdim);
    [LibraryImport(Library)] internal static partial torch.Tensor at_cumsum(torch.Tensor t, long dim, sbyte dtype);
    [LibraryImport(Library)] internal static partial torch.Tensor at_cumprod(torch.Tensor t, long dim, sbyte dtype);
    [LibraryImport(Library)] internal static partial torch.Tensor at_max(torch.Tensor t);
    [LibraryImport(Library)] internal static partial torch.Tensor at_min(torch.Tensor t);
    [LibraryImport(Library)] internal static partial torch.Tensor at_median(torch.Tensor t);
    [LibraryImport(Library)] internal static partial torch.Tensor at_amax(torch.Tensor t, ReadOnlySpan<long> dims, int n, Flag keepdim, torch.Tensor? result);
    [LibraryImport(Library)] internal static partial torch.Tensor at_amin(torch.Tensor t, ReadOnlySpan<long> dims, int n, Flag keepdim, torch.Tensor? result);
    [LibraryImport(Library)]
    internal static partial void at_max_dim(
        torch.Tensor t, long dim, Flag keepdim, out torch.Tensor values, out torch.Tensor indices);
    [LibraryImport(Library)]
    internal static partial void at_min_dim(
        torch.Tensor t, long dim, Flag keepdim, out torch.Tensor values, out torch.Tensor indices);
    [LibraryImport(Library)] internal static partial torch.Tensor at_argmax(torch.Tensor t, Flag hasDim, long dim, Flag keepdim);
    [LibraryImport(Library)] internal static partial torch.Tensor at_argmin(torch.Tensor t, Flag hasDim, long dim, Flag keepdim);
    [LibraryImport(Library)] internal static partial torch.Tensor at_any(torch.Tensor t);
    [LibraryImport(Library)] internal static partial torch.Tensor at_all(torch.Tensor t);
    [LibraryImport(Library)] internal static partial torch.Tensor at_any_dim(torch.Tensor t, long dim, Flag keepdim);
    [LibraryImport(Library)] internal static partial torch.Tensor at_all_dim(torch.Tensor t, long dim, Flag keepdim);
    [LibraryImport(Library)]
    internal static partial void at_topk(
        torch.Tensor t, long k, long dim, Flag largest, Flag sorted, out torch.Tensor values, out torch.Tensor indices);
    [LibraryImport(Library)]
    internal static partial void at_sort(
        torch.Tensor t, long dim, Flag descending, Flag stable, out torch.Tensor values, out torch.Tensor indices);
    [LibraryImport(Library)] internal static partial torch.Tensor at_argsort(torch.Tensor t, long dim, Flag descending);
    [LibraryImport(Library)]
    internal static partial void at_kthvalue(
        torch.Tensor t, long k, long dim, Flag keepdim, out torch.Tensor values, out torch.Tensor indices);
    [LibraryImport(Library)] internal static partial torch.Tensor at_quantile(torch.Tensor t, torch.Tensor q, long dim, Flag keepdim);
    [LibraryImport(Library)] internal static partial torch.Tensor at_bincount(torch.Tensor t, torch.Tensor? weights, long minlength);
    [LibraryImport(Library)] internal static partial torch.Tensor at_count_nonzero(torch.Tensor t, ReadOnlySpan<long> dims, int n);
    [LibraryImport(Library)]
    internal static partial void at_unique(
        torch.Tensor t, Flag sorted, Flag inverse, Flag counts, out torch.Tensor output, out torch.Tensor inverseIndices, out torch.Tensor count);
    [LibraryImport(Library)]
    internal static partial void at_unique_dim(
        torch.Tensor t, long dim, Flag sorted, Flag inverse, Flag counts, out torch.Tensor output, out torch.Tensor inverseIndices,
        out torch.Tensor count);
}
