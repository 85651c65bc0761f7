using System.Runtime.InteropServices;

namespace TorchSharp;

internal static unsafe partial class Native
{
    [LibraryImport(Library)]
    internal static partial torch.Tensor at_rand(
        ReadOnlySpan<long> size, int rank, torch.Generator? generator, Factory factory);
    [LibraryImport(Library)]
    internal static partial torch.Tensor at_randn(
        ReadOnlySpan<long> size, int rank, torch.Generator? generator, Factory factory);
    [LibraryImport(Library)]
    internal static partial torch.Tensor at_randint(
        long low, long high, ReadOnlySpan<long> size, int rank, torch.Generator? generator, Factory factory);
    [LibraryImport(Library)] internal static partial torch.Tensor at_randperm(long n, torch.Generator? generator, Factory factory);
    [LibraryImport(Library)] internal static partial torch.Tensor at_normal(torch.Tensor mean, torch.Tensor std, torch.Generator? generator);
    [LibraryImport(Library)] internal static partial torch.Tensor at_bernoulli(torch.Tensor p, torch.Generator? generator);
    [LibraryImport(Library)]
    internal static partial torch.Tensor at_multinomial(
        torch.Tensor p, long samples, Flag replacement, torch.Generator? generator);
    [LibraryImport(Library)] internal static partial Status at_normal_(torch.Tensor t, double mean, double std, torch.Generator? generator);
    [LibraryImport(Library)] internal static partial Status at_uniform_(torch.Tensor t, double from, double to, torch.Generator? generator);
    [LibraryImport(Library)] internal static partial Status at_bernoulli_(torch.Tensor t, double p, torch.Generator? generator);
    [LibraryImport(Library)] internal static partial Status at_bernoulli_tensor_(torch.Tensor t, torch.Tensor p, torch.Generator? generator);
    [LibraryImport(Library)] internal static partial nint at_generator(ulong seed);
    [LibraryImport(Library)] internal static partial nint at_default_generator();
    [LibraryImport(Library)] internal static partial void at_free_generator(nint generator);
    [LibraryImport(Library)] internal static partial long at_initial_seed(torch.Generator generator);
    [LibraryImport(Library)] internal static partial void at_seed_generator(torch.Generator generator, long seed);
    [LibraryImport(Library)] internal static partial torch.Tensor at_generator_state(torch.Generator generator);
    [LibraryImport(Library)] internal static partial Status at_set_generator_state(torch.Generator generator, torch.Tensor state);
    [LibraryImport(Library)] internal static partial void at_manual_seed(long seed);
}
