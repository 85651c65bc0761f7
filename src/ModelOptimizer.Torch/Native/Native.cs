using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

[assembly: DisableRuntimeMarshalling]

namespace TorchSharp;

/// <summary>The C ABI of the shim (native/*.cpp), one declaration per export, grouped by topic as the C++ files are.</summary>
internal static unsafe partial class Native
{
    private const string Library = "modelopt_torch";

    static Native() => NativeLibrary.SetDllImportResolver(typeof(Native).Assembly, Load);

    /// <summary>The error of the failed call before, on this thread.</summary>
    public static ExternalException Error() => new(Marshal.PtrToStringUTF8(at_last_error()));

    /// <summary>Takes over the tensors of a returned list; an undefined one is null.</summary>
    public static torch.Tensor?[] Take(NativeList* list)
    {
        if (list is null)
            throw Error();
        var result = new torch.Tensor?[list->Count];
        for (var i = 0; i < result.Length; i++)
            result[i] = list->Items[i] == 0 ? null : new torch.Tensor(list->Items[i]);
        at_free_list(list);
        return result;
    }

    public static nint[] Handles(ReadOnlySpan<torch.Tensor?> tensors)
    {
        var result = new nint[tensors.Length];
        for (var i = 0; i < result.Length; i++)
            result[i] = tensors[i]?.Handle ?? 0;
        return result;
    }

    /// <summary>Keeps the tensors of a span from being finalized before this call.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void KeepAlive(ReadOnlySpan<torch.Tensor?> tensors) => _ = tensors;

    private static nint Load(string name, Assembly assembly, DllImportSearchPath? searchPath)
    {
        if (name != Library)
            return 0;
        try
        {
            return NativeLibrary.Load(name, assembly, searchPath);
        }
        catch (DllNotFoundException cause)
        {
            throw new DllNotFoundException(
                "libtorch cannot be loaded: libmodelopt_torch.so must lie beside the application, and libtorch 1.13 (Debian packages libtorch1.13 and "
                + $"libopenblas0-pthread) must be installed. Run build/setup, then build again. The loader says: {cause.Message}", cause);
        }
    }

    [LibraryImport(Library)] private static partial nint at_last_error();
    [LibraryImport(Library)] private static partial void at_free_list(NativeList* list);
}

/// <summary>Mirrors TensorList in shim.h.</summary>
internal unsafe struct NativeList
{
    public long Count;
    public nint* Items;
}

/// <summary>What an export without a result returns: whether it succeeded.</summary>
internal readonly struct Status(Flag succeeded)
{
    public void Check()
    {
        if (!succeeded)
            throw Native.Error();
    }

    /// <summary>The operand of an in-place operator, which it returns.</summary>
    public torch.Tensor Then(torch.Tensor self)
    {
        Check();
        return self;
    }
}
