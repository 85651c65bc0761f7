using System.Runtime.InteropServices;

namespace TorchSharp;

internal static unsafe partial class Native
{
    [LibraryImport(Library)] internal static partial torch.Tensor at_mse_loss(torch.Tensor t, torch.Tensor target, long reduction);
    [LibraryImport(Library)] internal static partial torch.Tensor at_l1_loss(torch.Tensor t, torch.Tensor target, long reduction);
    [LibraryImport(Library)] internal static partial torch.Tensor at_smooth_l1_loss(torch.Tensor t, torch.Tensor target, long reduction, double beta);
    [LibraryImport(Library)] internal static partial torch.Tensor at_huber_loss(torch.Tensor t, torch.Tensor target, long reduction, double delta);
    [LibraryImport(Library)] internal static partial torch.Tensor at_kl_div(torch.Tensor t, torch.Tensor target, long reduction, Flag logTarget);
    [LibraryImport(Library)]
    internal static partial torch.Tensor at_nll_loss(
        torch.Tensor t, torch.Tensor target, torch.Tensor? weight, long reduction);
    [LibraryImport(Library)]
    internal static partial torch.Tensor at_cross_entropy(
        torch.Tensor t, torch.Tensor target, torch.Tensor? weight, long reduction, long ignoreIndex, double labelSmoothing);
    [LibraryImport(Library)]
    internal static partial torch.Tensor at_binary_cross_entropy(
        torch.Tensor t, torch.Tensor target, torch.Tensor? weight, long reduction);
    [LibraryImport(Library)]
    internal static partial torch.Tensor at_binary_cross_entropy_with_logits(
        torch.Tensor t, torch.Tensor target, torch.Tensor? weight, torch.Tensor? posWeight, long reduction);
}
