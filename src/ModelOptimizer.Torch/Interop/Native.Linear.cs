using System.Runtime.InteropServices;

namespace TorchSharp;

internal static unsafe partial class Native
{
    [LibraryImport(Library)] internal static partial torch.Tensor at_matmul(torch.Tensor a, torch.Tensor b);
    [LibraryImport(Library)] internal static partial torch.Tensor at_mm(torch.Tensor a, torch.Tensor b);
    [LibraryImport(Library)] internal static partial torch.Tensor at_bmm(torch.Tensor a, torch.Tensor b);
    [LibraryImport(Library)] internal static partial torch.Tensor at_mv(torch.Tensor a, torch.Tensor b);
    [LibraryImport(Library)] internal static partial torch.Tensor at_dot(torch.Tensor a, torch.Tensor b);
    [LibraryImport(Library)] internal static partial torch.Tensor at_outer(torch.Tensor a, torch.Tensor b);
    [LibraryImport(Library)] internal static partial torch.Tensor at_addmm(torch.Tensor t, torch.Tensor a, torch.Tensor b, double beta, double alpha);
    [LibraryImport(Library)] internal static partial torch.Tensor at_linear(torch.Tensor t, torch.Tensor weight, torch.Tensor? bias);
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial torch.Tensor at_einsum(
        string equation, ReadOnlySpan<nint> items, int n);
    [LibraryImport(Library)] internal static partial torch.Tensor at_cdist(torch.Tensor a, torch.Tensor b, double p, long mode);
}
