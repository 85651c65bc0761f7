namespace TorchSharp;

public static partial class torch
{
    public static Tensor randint(
        long low, long high, long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null,
        string[]? names = null)
        => Native.at_randint(low, high, size, size.Length, generator, new(dtype ?? ScalarType.Int64, device, requires_grad, names));

    public static Tensor randint(
        long high, long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null)
        => randint(0, high, size, dtype, device, requires_grad, generator, names);

    public static Tensor randperm(long n, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null)
        => Native.at_randperm(n, generator, new(dtype ?? ScalarType.Int64, device, requires_grad));

    public static Tensor normal(Tensor mean, Tensor std, Generator? generator = null) => Native.at_normal(mean, std, generator);

    public static Tensor normal(
        double mean, double std, ReadOnlySpan<long> size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        Generator? generator = null, string[]? names = null)
    {
        var result = empty(size, dtype, device, false, names).normal_(mean, std, generator);
        return requires_grad ? result.requires_grad_() : result;
    }

    public static Tensor bernoulli(Tensor input, Generator? generator = null) => Native.at_bernoulli(input, generator);

    public static Tensor multinomial(Tensor input, long num_samples, bool replacement = false, Generator? generator = null)
        => Native.at_multinomial(input, num_samples, replacement, generator);

    public partial class Tensor
    {
        public Tensor normal_(double mean = 0, double std = 1, Generator? generator = null) => Native.at_normal_(this, mean, std, generator).Then(this);

        public Tensor uniform_(double from, double to, Generator? generator = null) => Native.at_uniform_(this, from, to, generator).Then(this);

        public Tensor bernoulli_(double p = 0.5, Generator? generator = null) => Native.at_bernoulli_(this, p, generator).Then(this);

        public Tensor bernoulli_(Tensor p, Generator? generator = null) => Native.at_bernoulli_tensor_(this, p, generator).Then(this);
    }
}
