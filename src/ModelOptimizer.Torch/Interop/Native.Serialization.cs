using System.Runtime.InteropServices;

namespace TorchSharp;

internal static unsafe partial class Native
{
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)] internal static partial Status at_save(torch.Tensor t, string path);
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)] internal static partial torch.Tensor at_load(string path);
}
