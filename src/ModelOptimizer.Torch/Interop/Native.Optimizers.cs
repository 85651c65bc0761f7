using System.Runtime.InteropServices;

namespace TorchSharp;

internal static unsafe partial class Native
{
    [LibraryImport(Library)] internal static partial Status at_sgd_step(Span<SgdItem> items, int n);
    [LibraryImport(Library)] internal static partial Status at_adam_step(Span<AdamItem> items, int n);
    [LibraryImport(Library)] internal static partial Status at_zero_grad(ReadOnlySpan<nint> parameters, int n);
    [LibraryImport(Library)]
    internal static partial Status at_clip_grad_norm_(
        ReadOnlySpan<nint> parameters, int n, double maxNorm, double normType, out double result);
    [LibraryImport(Library)] internal static partial Status at_clip_grad_value_(ReadOnlySpan<nint> parameters, int n, double limit);
}
