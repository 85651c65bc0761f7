using System.Runtime.InteropServices;

namespace TorchSharp;

internal static unsafe partial class Native
{
    [LibraryImport(Library)] internal static partial Flag at_requires_grad(torch.Tensor t);
    [LibraryImport(Library)] internal static partial Status at_set_requires_grad(torch.Tensor t, Flag value);
    [LibraryImport(Library)] internal static partial Flag at_is_leaf(torch.Tensor t);
    [LibraryImport(Library)] internal static partial Status at_retain_grad(torch.Tensor t);
    [LibraryImport(Library)] internal static partial torch.Tensor at_detach(torch.Tensor t);
    [LibraryImport(Library)] internal static partial Status at_detach_(torch.Tensor t);
    [LibraryImport(Library)] internal static partial nint at_grad(torch.Tensor t);
    [LibraryImport(Library)] internal static partial Status at_set_grad(torch.Tensor t, torch.Tensor? grad);
    [LibraryImport(Library)]
    internal static partial Status at_backward(
        ReadOnlySpan<nint> roots, int nRoots, ReadOnlySpan<nint> grads, int nGrads, Flag retainGraph, Flag createGraph,
        ReadOnlySpan<nint> inputs, int nInputs);
    [LibraryImport(Library)]
    internal static partial NativeList* at_autograd_grad(
        ReadOnlySpan<nint> outputs, int nOutputs, ReadOnlySpan<nint> inputs, int nInputs, ReadOnlySpan<nint> grads, int nGrads, Flag retainGraph,
        Flag createGraph, Flag allowUnused);
    [LibraryImport(Library)] internal static partial Flag at_is_grad_enabled();
    [LibraryImport(Library)] internal static partial void at_set_grad_enabled(Flag enabled);
    [LibraryImport(Library)] internal static partial Flag at_is_inference_mode();
    [LibraryImport(Library)] internal static partial nint at_enter_inference_mode(Flag enabled);
    [LibraryImport(Library)] internal static partial void at_leave_inference_mode(nint guard);
    [LibraryImport(Library)] internal static partial Flag at_is_anomaly_enabled();
    [LibraryImport(Library)] internal static partial Flag at_anomaly_checks_nan();
    [LibraryImport(Library)] internal static partial void at_set_anomaly(Flag enabled, Flag checkNan);
}
