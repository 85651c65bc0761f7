namespace ModelOptimizer.Torch.Tests;

public sealed class LoadingTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory().FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_missing_shim_names_the_script_that_builds_it()
    {
        var error = Assert.Throws<DllNotFoundException>(() => TorchSharp.Native.LoadFrom(folder));
        Assert.Contains("build/setup", error.Message, StringComparison.Ordinal);
        Assert.Contains(folder, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_shim_that_does_not_load_names_the_packages_it_needs()
    {
        File.WriteAllText(Path.Combine(folder, "libmodelopt_torch.so"), "no library");
        var error = Assert.Throws<DllNotFoundException>(() => TorchSharp.Native.LoadFrom(folder));
        Assert.Contains("libtorch1.13", error.Message, StringComparison.Ordinal);
    }
}
