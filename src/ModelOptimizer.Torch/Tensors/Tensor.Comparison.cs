namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor eq(Tensor target) => Native.at_eq(this, target);

        public Tensor eq(Scalar target) => Native.at_eq_scalar(this, target);

        public Tensor ne(Tensor target) => Native.at_ne(this, target);

        public Tensor ne(Scalar target) => Native.at_ne_scalar(this, target);

        public Tensor lt(Tensor target) => Native.at_lt(this, target);

        public Tensor lt(Scalar target) => Native.at_lt_scalar(this, target);

        public Tensor le(Tensor target) => Native.at_le(this, target);

        public Tensor le(Scalar target) => Native.at_le_scalar(this, target);

        public Tensor gt(Tensor target) => Native.at_gt(this, target);

        public Tensor gt(Scalar target) => Native.at_gt_scalar(this, target);

        public Tensor ge(Tensor target) => Native.at_ge(this, target);

        public Tensor ge(Scalar target) => Native.at_ge_scalar(this, target);

        public Tensor equal(Tensor target) => eq(target);

        public bool allclose(Tensor target, double rtol = 1e-5, double atol = 1e-8, bool equal_nan = false)
        {
            Native.at_allclose(this, target, rtol, atol, equal_nan, out var close).Check();
            return close;
        }

        /// <summary>Whether shapes and all elements are equal; the operator == compares element by element.</summary>
        public bool Equals(Tensor? target)
        {
            if (target is null || !shape.AsSpan().SequenceEqual(target.shape))
                return false;
            using var equal = eq(target);
            using var all = equal.all();
            return all.ToBoolean();
        }

        public override bool Equals(object? obj) => obj is Tensor other && Equals(other);

        public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);
    }
}
