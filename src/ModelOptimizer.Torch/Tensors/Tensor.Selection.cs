namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor index_select(long dim, Tensor index) => Native.at_index_select(this, dim, index);

        public Tensor gather(long dim, Tensor index) => Native.at_gather(this, dim, index);

        public Tensor take(Tensor index) => Native.at_take(this, index);

        public Tensor scatter(long dim, Tensor index, Tensor src) => Native.at_scatter(this, dim, index, src);

        public Tensor scatter_(long dim, Tensor index, Tensor src) => Native.at_scatter_(this, dim, index, src).Then(this);

        public Tensor scatter_add(long dim, Tensor index, Tensor src) => Native.at_scatter_add(this, dim, index, src);

        public Tensor scatter_add_(long dim, Tensor index, Tensor src) => Native.at_scatter_add_(this, dim, index, src).Then(this);

        public Tensor index_add_(long dim, Tensor index, Tensor source, Scalar alpha) => Native.at_index_add_(this, dim, index, source, alpha).Then(this);

        public Tensor index_copy_(long dim, Tensor index, Tensor source) => Native.at_index_copy_(this, dim, index, source).Then(this);

        public Tensor masked_fill(Tensor mask, Scalar value) => Native.at_masked_fill(this, mask, value);

        public Tensor masked_fill_(Tensor mask, Scalar value) => Native.at_masked_fill_(this, mask, value).Then(this);

        public Tensor masked_select(Tensor mask) => Native.at_masked_select(this, mask);

        /// <summary>Where the condition holds this tensor's element, elsewhere y's.</summary>
        public Tensor where(Tensor condition, Tensor y) => Native.at_where(condition, this, y);

        public Tensor nonzero() => Native.at_nonzero(this);

        public unsafe IList<Tensor> nonzero_as_list() => Native.Take(Native.at_nonzero_numpy(this))!;
    }
}
