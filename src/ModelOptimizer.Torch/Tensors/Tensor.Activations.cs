namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor relu() => Native.at_relu(this);

        public Tensor silu() => Native.at_silu(this);

        public Tensor hardswish() => Native.at_hardswish(this);

        public Tensor hardsigmoid() => Native.at_hardsigmoid(this);

        public Tensor leaky_relu(Scalar negative_slope) => Native.at_leaky_relu(this, negative_slope);

        public Tensor prelu(Tensor target) => Native.at_prelu(this, target);

        public Tensor softplus(double beta = 1, double threshold = 20) => Native.at_softplus(this, beta, threshold);

        public Tensor softmax(long dim, ScalarType? dtype = null) => Native.at_softmax(this, dim, dtype.Code());

        public Tensor log_softmax(long dim, ScalarType? dtype = null) => Native.at_log_softmax(this, dim, dtype.Code());
    }
}
