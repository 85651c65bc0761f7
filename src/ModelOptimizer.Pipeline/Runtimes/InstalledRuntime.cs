using ModelOptimizer.Training.Runtime;

namespace ModelOptimizer.Pipeline.Runtimes;

/// <summary>A place where libtorch may lie.</summary>
/// <param name="Source"><c>system</c>, <c>store</c> (modelopt runtime install), <c>nuget</c> or <c>environment</c> (MODELOPT_LIBTORCH).</param>
/// <param name="Folder">Full path; null for the system's own.</param>
/// <param name="Present">Whether libtorch lies there.</param>
/// <param name="Used">Whether this tool uses it.</param>
public sealed record InstalledRuntime(string Source, string? Folder, bool Present, bool Used)
{
    /// <summary>All places that this tool knows, those that it looks at first before others.</summary>
    public static IReadOnlyList<InstalledRuntime> All()
    {
        var used = TorchRuntime.IsSystem ? null : LibTorch.Find();
        List<InstalledRuntime> places = TorchRuntime.IsSystem ? [new("system", null, Present: true, Used: true)] : [];
        places.AddRange(LibTorch.Places.Select(folder => new InstalledRuntime(SourceOf(folder), folder, IsAt(folder), folder == used)));
        var store = Directory.Exists(RuntimeStore.Root) ? Directory.GetDirectories(RuntimeStore.Root, "libtorch-*").Where(IsAt).Order(StringComparer.Ordinal) : Enumerable.Empty<string>();
        places.AddRange(store.Where(folder => !places.Exists(place => place.Folder == folder)).Select(folder => new InstalledRuntime("store", folder, Present: true, Used: false)));
        return places;
    }

    internal static bool IsAt(string folder) => File.Exists(Path.Combine(folder, LibTorch.FileOf("torch_cpu")));

    private static string SourceOf(string folder) =>
        folder.StartsWith(RuntimeStore.Root, StringComparison.Ordinal) ? "store"
        : Environment.GetEnvironmentVariable("MODELOPT_LIBTORCH") is { Length: > 0 } given && Path.GetFullPath(given) == folder ? "environment"
        : "nuget";
}
