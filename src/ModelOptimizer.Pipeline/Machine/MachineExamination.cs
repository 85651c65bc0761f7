using System.Globalization;
using ModelOptimizer.Data.Images;
using ModelOptimizer.Pipeline.Cache;
using ModelOptimizer.Pipeline.Inputs;
using ModelOptimizer.Pipeline.Manifest;
using ModelOptimizer.Pipeline.Verification;
using ModelOptimizer.Training.Runtime;

namespace ModelOptimizer.Pipeline.Machine;

/// <summary>Looks whether this machine has what compressing needs: it loads each library and tries each folder, and changes nothing.</summary>
/// <param name="cache">The cache to look at.</param>
public sealed class MachineExamination(ContentCache cache)
{
    private const double EnoughMemory = 4e9;
    private const double EnoughDisk = 5e9;

    /// <summary>All findings, what trains first.</summary>
    public IReadOnlyList<Finding> Examine()
    {
        Finding[] torch = [.. Torch()];
        return [.. torch, BFloat16(), OnnxRuntime(), .. Codecs(), Threads(), Memory(), Disk(), Cache()];
    }

    private static IEnumerable<Finding> Torch()
    {
        TorchRuntime? torch = null;
        string? failure = null;
        try
        {
            torch = TorchRuntime.Load();
        }
        catch (Exception error)
        {
            // Bindings throw what they like when their library is missing.
            failure = error.GetBaseException().Message.ReplaceLineEndings(" ").Trim();
        }

        if (torch is null)
        {
            yield return new("torch", Verdict.Missing, failure!, TorchRuntime.IsSystem
                ? "Install the system's libtorch (on Debian: build/setup does), or use a tool built with TorchBinding=Package."
                : "Install it: modelopt runtime install cpu. Or point MODELOPT_LIBTORCH to the folder with libtorch.");
            yield break;
        }

        yield return new("torch", Verdict.Good, $"{torch.Binding} binding {torch.BindingVersion}, libtorch {torch.LibraryVersion ?? "of unknown version"}");
        yield return new("libtorch", Verdict.Good, torch.Library ?? "(the system does not tell where)");
        yield return torch.HasCuda
            ? new("cuda", Verdict.Good, "a CUDA device can be used")
            : new("cuda", Verdict.Warning, "no CUDA device; training runs on the processor", TorchRuntime.IsSystem
                ? "The system's libtorch is built for the processor only. For a GPU build the tool with TorchBinding=Package and TorchDevice=cuda."
                : "For a GPU build the tool with TorchDevice=cuda, or point MODELOPT_LIBTORCH to a CUDA libtorch.");
    }

    private static Finding BFloat16() => ComputeTarget.MultipliesBFloat16()
        ? new("bfloat16", Verdict.Good, "the processor multiplies it (AVX512-BF16 or AMX)")
        : new("bfloat16", Verdict.Warning, "the processor does not multiply it; precision \"auto\" trains in float32", "Nothing; training takes about twice as long as with it.");

    private static Finding OnnxRuntime()
    {
        try
        {
            return new("onnxRuntime", Verdict.Good, OnnxLibrary.Load().GetVersionString());
        }
        catch (DllNotFoundException error)
        {
            return new("onnxRuntime", Verdict.Missing, error.Message, "Put ONNX Runtime's native library beside the tool, or reinstall the tool; without it models can be inspected and taken from the cache.");
        }
    }

    private static IEnumerable<Finding> Codecs()
    {
        yield return Codec("jpeg", "libjpeg-turbo", () => JpegEncoder.Encode(new RgbImage(1, 1)));
        yield return Codec("png", "libpng", () => PngEncoder.Encode(new RgbImage(1, 1)));
    }

    private static Finding Codec(string name, string library, Func<byte[]> encode)
    {
        try
        {
            encode();
            return new(name, Verdict.Good, library);
        }
        catch (Exception error) when (error is NativeLibraryException or DllNotFoundException or EntryPointNotFoundException)
        {
            return new(name, Verdict.Missing, error.Message, $"Install {library}; without it no such images can be read.");
        }
    }

    private static Finding Threads() => new(
        "threads",
        Environment.ProcessorCount > 1 ? Verdict.Good : Verdict.Warning,
        $"{Environment.ProcessorCount} processors; {new ComputeSettings(DeviceKind.Cpu, PrecisionKind.Auto, null).TrainingThreads} to train",
        Environment.ProcessorCount > 1 ? null : "Preparing batches shares the one processor with training; give the machine another.");

    private static Finding Memory()
    {
        var free = FreeMemory.Bytes;
        return new("memory", free >= EnoughMemory ? Verdict.Good : Verdict.Warning, $"{Gigabytes(free)} free", free >= EnoughMemory ? null : "Use smaller batches (batchSize) if training runs out of memory.");
    }

    private Finding Disk()
    {
        var (folder, free) = (Existing(cache.Root), 0L);
        try
        {
            free = new DriveInfo(folder).AvailableFreeSpace;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return new("disk", Verdict.Warning, $"not known: {error.Message}", "Choose another cache: --cache or MODELOPT_CACHE.");
        }

        return new("disk", free >= EnoughDisk ? Verdict.Good : Verdict.Warning, $"{Gigabytes(free)} free for the cache", free >= EnoughDisk ? null : "Make room: modelopt cache prune --older-than 30d. Or choose another place: MODELOPT_CACHE.");
    }

    private Finding Cache()
    {
        try
        {
            var inventory = new CacheInventory(cache);
            var probe = Path.Combine(Existing(cache.Root), $".modelopt-{Guid.NewGuid():N}");
            using (new FileStream(probe, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose))
            {
            }

            return new("cache", Verdict.Good, $"{cache.Root}: {inventory.Entries.Count} entries, {Gigabytes(inventory.Bytes)}, writable");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return new("cache", Verdict.Missing, $"{cache.Root}: {error.Message}", "Choose a folder that can be written: --cache or MODELOPT_CACHE.");
        }
    }

    // What exists of a path: nothing is created by looking. A file in the way counts, so that writing below it fails.
    private static string Existing(string path)
    {
        while (!Directory.Exists(path) && !File.Exists(path) && Path.GetDirectoryName(path) is { } parent)
        {
            path = parent;
        }

        return path;
    }

    private static string Gigabytes(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e9:0.00} GB");
}
