namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor sum(ScalarType? type = null) => Native.at_sum(this, [], -1, false, type.Code());

        public Tensor sum(ReadOnlySpan<long> dim, bool keepdim = false, ScalarType? type = null) => Native.at_sum(this, dim, dim.Length, keepdim, type.Code());

        public Tensor sum(long[] dim, bool keepdim = false, ScalarType? type = null) => sum(dim.AsSpan(), keepdim, type);

        public Tensor sum(long dim, bool keepdim = false, ScalarType? type = null) => sum([dim], keepdim, type);

        public Tensor sum(long dim0, long dim1, bool keepdim = false, ScalarType? type = null) => sum([dim0, dim1], keepdim, type);

        public Tensor sum(long dim0, long dim1, long dim2, bool keepdim = false, ScalarType? type = null) => sum([dim0, dim1, dim2], keepdim, type);

        public Tensor mean() => Native.at_mean(this, [], -1, false, -1);

        public Tensor mean(long[] dimensions, bool keepdim = false, ScalarType? type = null)
            => Native.at_mean(this, dimensions, dimensions.Length, keepdim, type.Code());

        public Tensor std(bool unbiased = true) => Native.at_std(this, [], -1, unbiased, false);

        public Tensor std(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => std([dim], unbiased, keepdim, type);

        public Tensor std(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null)
            => std(dimensions.AsSpan(), unbiased, keepdim, type);

        public Tensor std(ReadOnlySpan<long> dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null)
            => Native.at_std(type is { } t ? to(t) : this, dimensions, dimensions.Length, unbiased, keepdim);

        public Tensor var(bool unbiased = true) => Native.at_var(this, [], -1, unbiased, false);

        public Tensor var(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => var([dim], unbiased, keepdim, type);

        public Tensor var(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null)
            => var(dimensions.AsSpan(), unbiased, keepdim, type);

        public Tensor var(ReadOnlySpan<long> dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null)
            => Native.at_var(type is { } t ? to(t) : this, dimensions, dimensions.Length, unbiased, keepdim);

        public Tensor prod(ScalarType? type = null) => Native.at_prod(this, type.Code());

        public Tensor prod(long dim, bool keepdim = false, ScalarType? type = null) => Native.at_prod_dim(this, dim, keepdim, type.Code());

        public Tensor norm(float p = 2f) => Native.at_norm(this, p);

        public Tensor norm(int dim, bool keepdim = false, float p = 2f) => Native.at_norm_dim(this, dim, keepdim, p);

        public Tensor logsumexp(long dim, bool keepdim = false) => Native.at_logsumexp(this, dim, keepdim);

        public Tensor cumsum(long dim, ScalarType? type = null) => Native.at_cumsum(this, dim, type.Code());

        public Tensor cumprod(long dim, ScalarType? type = null) => Native.at_cumprod(this, dim, type.Code());

        public Tensor any() => Native.at_any(this);

        public Tensor any(long dim, bool keepdim = false) => Native.at_any_dim(this, dim, keepdim);

        public Tensor all() => Native.at_all(this);

        public Tensor all(long dim, bool keepdim = false) => Native.at_all_dim(this, dim, keepdim);

        public Tensor count_nonzero(long[]? dims = null) => Native.at_count_nonzero(this, dims, dims?.Length ?? -1);

        public Tensor bincount(Tensor? weights, long minlength = 0) => Native.at_bincount(this, weights, minlength);
    }
}
