namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor max() => Native.at_max(this);

        public (Tensor values, Tensor indexes) max(long dim, bool keepdim = false)
        {
            Native.at_max_dim(this, dim, keepdim, out var values, out var indices);
            return (values, indices);
        }

        public Tensor min() => Native.at_min(this);

        public (Tensor values, Tensor indexes) min(long dim, bool keepdim = false)
        {
            Native.at_min_dim(this, dim, keepdim, out var values, out var indices);
            return (values, indices);
        }

        public Tensor amax(params long[] dims) => amax(dims.AsSpan());

        public Tensor amax(long[] dims, bool keepdim = false, Tensor? @out = null) => amax(dims.AsSpan(), keepdim, @out);

        public Tensor amax(ReadOnlySpan<long> dims, bool keepdim = false, Tensor? @out = null) => Native.at_amax(this, dims, dims.Length, keepdim, @out);

        public Tensor amin(params long[] dims) => amin(dims.AsSpan());

        public Tensor amin(long[] dims, bool keepdim = false, Tensor? @out = null) => amin(dims.AsSpan(), keepdim, @out);

        public Tensor amin(ReadOnlySpan<long> dims, bool keepdim = false, Tensor? @out = null) => Native.at_amin(this, dims, dims.Length, keepdim, @out);

        public Tensor argmax() => Native.at_argmax(this, false, 0, false);

        public Tensor argmax(long dim, bool keepdim = false) => Native.at_argmax(this, true, dim, keepdim);

        public Tensor argmin() => Native.at_argmin(this, false, 0, false);

        public Tensor argmin(long dim, bool keepdim = false) => Native.at_argmin(this, true, dim, keepdim);

        public (Tensor values, Tensor indexes) topk(int k, int dim = -1, bool largest = true, bool sorted = true)
        {
            Native.at_topk(this, k, dim, largest, sorted, out var values, out var indices);
            return (values, indices);
        }

        public (Tensor Values, Tensor Indices) sort(long dim = -1, bool descending = false, bool stable = false)
        {
            Native.at_sort(this, dim, descending, stable, out var values, out var indices);
            return (values, indices);
        }

        public Tensor argsort(long dim = -1, bool descending = false) => Native.at_argsort(this, dim, descending);

        public (Tensor values, Tensor indices) kthvalue(long k, long? dim, bool keepdim = false)
        {
            Native.at_kthvalue(this, k, dim ?? -1, keepdim, out var values, out var indices);
            return (values, indices);
        }

        public Tensor median() => Native.at_median(this);

        public Tensor quantile(Tensor q, long dim = -1, bool keepdim = false) => Native.at_quantile(this, q, dim, keepdim);

        public (Tensor output, Tensor? inverse_indices, Tensor? counts) unique(
            bool sorted = true, bool return_inverse = false, bool return_counts = false, int? dim = null)
        {
            Tensor output, inverse, counts;
            if (dim is { } along)
                Native.at_unique_dim(this, along, sorted, return_inverse, return_counts, out output, out inverse, out counts);
            else
                Native.at_unique(this, sorted, return_inverse, return_counts, out output, out inverse, out counts);
            return (output, Wanted(inverse, return_inverse), Wanted(counts, return_counts));
        }

        private static Tensor? Wanted(Tensor result, bool wanted)
        {
            if (wanted)
                return result;
            result.Dispose();
            return null;
        }
    }
}
