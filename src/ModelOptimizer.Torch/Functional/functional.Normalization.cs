namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            public static Tensor batch_norm(
                Tensor input, Tensor? running_mean, Tensor? running_var, Tensor? weight = null, Tensor? bias = null, bool training = false,
                double momentum = 0.1, double eps = 1e-5)
                => Native.at_batch_norm(input, running_mean, running_var, weight, bias, training, momentum, eps);

            public static Tensor instance_norm(
                Tensor input, Tensor? running_mean = null, Tensor? running_var = null, Tensor? weight = null, Tensor? bias = null,
                bool use_input_stats = true, double momentum = 0.1, double eps = 1e-5)
                => Native.at_instance_norm(input, running_mean, running_var, weight, bias, use_input_stats, momentum, eps);

            public static Tensor group_norm(Tensor input, long num_groups, Tensor? weight = null, Tensor? bias = null, double eps = 1e-5)
                => Native.at_group_norm(input, num_groups, weight, bias, eps);

            public static Tensor layer_norm(Tensor input, long[] normalized_shape, Tensor? weight = null, Tensor? bias = null, double eps = 1e-5)
                => Native.at_layer_norm(input, normalized_shape, normalized_shape.Length, weight, bias, eps);

            public static Tensor local_response_norm(Tensor input, long size, double alpha = 0.0001, double beta = 0.75, double k = 1.0)
                => input.ndim < 3
                    ? throw new ArgumentException($"Invalid number of dimensions for LocalResponseNorm argument: {input.ndim}")
                    : Native.at_local_response_norm(input, size, alpha, beta, k);

            public static Tensor normalize(Tensor input, double p = 2, long dim = 1, double eps = 1e-12) => Native.at_normalize(input, p, dim, eps);
        }
    }
}
