namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor view(params long[] shape) => Native.at_view(this, shape, shape.Length);

        public Tensor view_as(Tensor other) => view(other.shape);

        public Tensor reshape(params long[] shape) => Native.at_reshape(this, shape, shape.Length);

        public Tensor permute(params long[] permutation) => Native.at_permute(this, permutation, permutation.Length);

        public Tensor permute(IEnumerable<long> permutation) => permute(permutation.ToArray());

        public Tensor transpose(long dim0, long dim1) => Native.at_transpose(this, dim0, dim1);

        public Tensor swapaxes(long dim0, long dim1) => transpose(dim0, dim1);

        public Tensor t() => Native.at_t(this);

        public Tensor flatten(long start_dim = 0, long end_dim = -1) => Native.at_flatten(this, start_dim, end_dim);

        public Tensor unflatten(long dim, params long[] sizes) => Native.at_unflatten(this, dim, sizes, sizes.Length);

        public Tensor squeeze(long? dim = null) => Native.at_squeeze(this, dim.HasValue, dim ?? 0);

        public Tensor squeeze_(long? dim = null) => Native.at_squeeze_(this, dim.HasValue, dim ?? 0).Then(this);

        public Tensor unsqueeze(long dim) => Native.at_unsqueeze(this, dim);

        public Tensor unsqueeze_(long dim) => Native.at_unsqueeze_(this, dim).Then(this);

        public Tensor expand(ReadOnlySpan<long> sizes, bool isImplicit = false) => Native.at_expand(this, sizes, sizes.Length, isImplicit);

        public Tensor expand(long[] sizes, bool isImplicit = false) => expand(sizes.AsSpan(), isImplicit);

        public Tensor expand(params long[] sizes) => expand(sizes.AsSpan());

        public Tensor expand_as(Tensor other) => expand(other.shape);

        public Tensor broadcast_to(params long[] shape) => expand(shape.AsSpan());

        public Tensor repeat(params long[] sizes) => Native.at_repeat(this, sizes, sizes.Length);

        public Tensor repeat_interleave(long repeats, long? dim = null, long? output_size = null)
            => Native.at_repeat_interleave(this, repeats, dim.HasValue, dim ?? 0, output_size.HasValue, output_size ?? 0);

        public Tensor repeat_interleave(Tensor repeats, long? dim = null, long? output_size = null)
            => Native.at_repeat_interleave_tensor(this, repeats, dim.HasValue, dim ?? 0, output_size.HasValue, output_size ?? 0);

        public Tensor tile(long[] reps) => Native.at_tile(this, reps, reps.Length);

        public Tensor flip(params long[] dims) => Native.at_flip(this, dims, dims.Length);

        public Tensor roll(ReadOnlySpan<long> shifts, ReadOnlySpan<long> dims = default) => Native.at_roll(this, shifts, shifts.Length, dims, dims.Length);

        public Tensor roll(long[] shifts, long[] dims) => roll(shifts.AsSpan(), dims.AsSpan());

        public Tensor roll(long[] shifts) => roll(shifts.AsSpan());

        public Tensor roll(long shifts, long? dims = null) => dims is { } dim ? roll([shifts], [dim]) : roll([shifts]);

        public Tensor narrow(long dim, long start, long length) => Native.at_narrow(this, dim, start, length);

        public Tensor slice(long dim, long start, long finish, long step) => Native.at_slice(this, dim, start, finish, step);

        public Tensor select(long dim, long index) => Native.at_select(this, dim, index);

        public Tensor unfold(long dimension, long size, long step) => Native.at_unfold(this, dimension, size, step);

        public Tensor as_strided(long[] size, long[] strides, long storageOffset = 0)
            => Native.at_as_strided(this, size, size.Length, strides, strides.Length, storageOffset);

        public Tensor diag(long diagonal = 0) => Native.at_diag(this, diagonal);

        public Tensor tril(long diagonal = 0) => Native.at_tril(this, diagonal);

        public Tensor triu(long diagonal = 0) => Native.at_triu(this, diagonal);
    }
}
