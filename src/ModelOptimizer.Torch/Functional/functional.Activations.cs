namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            public static Tensor relu(Tensor x, bool inplace = false) => inplace ? x.relu_().alias() : x.relu();

            public static Tensor relu6(Tensor x, bool inplace = false) => inplace ? Native.at_relu6_(x).Then(x).alias() : Native.at_relu6(x);

            public static Tensor leaky_relu(Tensor input, double negative_slope = 0.01, bool inplace = false)
                => inplace ? Native.at_leaky_relu_(input, negative_slope).Then(input).alias() : input.leaky_relu(negative_slope);

            public static Tensor elu(Tensor x, double alpha, bool inplace = false)
                => inplace ? Native.at_elu_(x, alpha).Then(x).alias() : Native.at_elu(x, alpha);

            public static Tensor gelu(Tensor x) => Native.at_gelu(x, false);

            public static Tensor silu(Tensor x, bool inplace = false) => inplace ? Native.at_silu_(x).Then(x).alias() : x.silu();

            public static Tensor SiLU(Tensor x, bool inplace = false) => silu(x, inplace);

            public static Tensor mish(Tensor x, bool inplace = false) => inplace ? Native.at_mish_(x).Then(x).alias() : Native.at_mish(x);

            public static Tensor hardswish(Tensor input, bool inplace = false) => inplace ? Native.at_hardswish_(input).Then(input).alias() : input.hardswish();

            public static Tensor hardsigmoid(Tensor input, bool inplace = false)
                => inplace ? Native.at_hardsigmoid_(input).Then(input).alias() : input.hardsigmoid();

            public static Tensor prelu(Tensor input, Tensor weight) => input.prelu(weight);

            public static Tensor sigmoid(Tensor x) => x.sigmoid();

            public static Tensor sigmoid(Tensor x, bool inplace) => inplace ? x.sigmoid_().alias() : x.sigmoid();

            public static Tensor tanh(Tensor x, bool inplace = false) => inplace ? x.tanh_().alias() : x.tanh();

            public static Tensor softplus(Tensor x, double beta = 1, double threshold = 20) => x.softplus(beta, threshold);

            public static Tensor softmax(Tensor input, long dim, ScalarType? dtype = null) => input.softmax(dim, dtype);

            public static Tensor log_softmax(Tensor x, long dim) => x.log_softmax(dim);

            public static Tensor dropout(Tensor input, double p = 0.5, bool training = true, bool inplace = false)
                => inplace ? Native.at_dropout_(input, p, training).Then(input).alias() : Native.at_dropout(input, p, training);

            public static Tensor dropout2d(Tensor input, double p = 0.5, bool training = true, bool inplace = false)
                => inplace ? Native.at_dropout2d_(input, p, training).Then(input).alias() : Native.at_dropout2d(input, p, training);
        }
    }
}
