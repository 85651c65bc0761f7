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

    /// <summary>Loads the shim from a folder, or says what is missing there.</summary>
    internal static nint LoadFrom(string folder)
    {
        var path = Path.Combine(folder, "libmodelopt_torch.so");
        if (!File.Exists(path))
            throw new DllNotFoundException($"{path} is missing. The tool's package for any platform has managed code only; in a checkout, build/setup makes it.");
        try
        {
            return NativeLibrary.Load(path);
        }
        catch (DllNotFoundException cause)
        {
            throw new DllNotFoundException(
                $"{path} cannot be loaded. It needs libtorch 1.13 (Debian packages libtorch1.13 and libopenblas0-pthread): run build/setup. {cause.Message}", cause);
        }
    }

    private static nint Load(string name, Assembly assembly, DllImportSearchPath? searchPath)
    {
        if (name != Library)
            return 0;
        return NativeLibrary.TryLoad(name, assembly, searchPath, out var library) ? library : LoadFrom(AppContext.BaseDirectory);
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
