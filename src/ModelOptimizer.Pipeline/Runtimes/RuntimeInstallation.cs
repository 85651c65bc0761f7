using System.Runtime.InteropServices;
using ModelOptimizer.Pipeline.Cache;
using ModelOptimizer.Pipeline.Diagnostics;
using ModelOptimizer.Training.Runtime;

namespace ModelOptimizer.Pipeline.Runtimes;

/// <summary>
/// Brings libtorch from the user's own NuGet feeds: a scratch project names the package, <c>dotnet restore</c> fetches it and what it is made of into a private folder - with
/// the user's feeds, credentials and signature rules - and the libraries are renamed into the store.
/// </summary>
/// <param name="build"><see cref="TorchRuntime.CpuBuild"/> or <see cref="TorchRuntime.CudaBuild"/>.</param>
/// <param name="sources">Feeds to use instead of the configured ones; empty for those.</param>
/// <param name="say">Hears what happens.</param>
public sealed class RuntimeInstallation(string build, IReadOnlyList<string> sources, Action<string> say)
{
    private const string Project = "runtime.csproj";

    private static string Platform => RuntimeInformation.RuntimeIdentifier;

    private string Package => $"libtorch-{build}-{Platform}";

    /// <summary>Installs it, unless it is there.</summary>
    /// <param name="replaces">Whether to install it again where it is there.</param>
    /// <param name="cancellation">Ends it; nothing is left behind.</param>
    /// <returns>The folder with libtorch.</returns>
    /// <exception cref="PipelineException">The feeds do not have it, or the store cannot be written (<see cref="DiagnosticCodes.RuntimeNotInstalled"/>).</exception>
    public string Install(bool replaces, CancellationToken cancellation)
    {
        var target = RuntimeStore.FolderOf(TorchRuntime.PackageVersion, build);
        try
        {
            Directory.CreateDirectory(RuntimeStore.Root);
            using var held = CacheLock.Take(Path.Combine(RuntimeStore.Root, ".lock"), () => say("another process installs a runtime; waiting"), Unwritable, cancellation);
            if (!replaces && InstalledRuntime.IsAt(target))
            {
                say($"it is installed already: {target}");
                return target;
            }

            var scratch = Path.Combine(RuntimeStore.Root, $".scratch-{Guid.NewGuid():N}");
            try
            {
                Place(Gather(Restore(scratch, cancellation), scratch, cancellation), target, scratch);
            }
            finally
            {
                if (Directory.Exists(scratch))
                {
                    Directory.Delete(scratch, recursive: true);
                }
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(error);
        }

        return target;
    }

    private string Restore(string scratch, CancellationToken cancellation)
    {
        Directory.CreateDirectory(scratch);
        File.WriteAllText(Path.Combine(scratch, Project), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net{Environment.Version.Major}.0</TargetFramework>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="{Package}" Version="[{TorchRuntime.PackageVersion}]" />
              </ItemGroup>
            </Project>
            """);

        // Whatever lies in the folders above shall not take part.
        foreach (var name in (string[])["Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props"])
        {
            File.WriteAllText(Path.Combine(scratch, name), "<Project />");
        }

        say($"restoring {Package} {TorchRuntime.PackageVersion} from {(sources.Count > 0 ? string.Join(", ", sources) : "your NuGet feeds")}; it is large");
        var packages = Path.Combine(scratch, "packages");
        var (exitCode, output) = DotNet.Run(
            [
                "restore", Path.Combine(scratch, Project), "--packages", packages, "--verbosity", "quiet", $"-p:RestoreRootConfigDirectory={Directory.GetCurrentDirectory()}",
                "-nodeReuse:false", .. sources.SelectMany(source => (string[])["--source", source]),
            ],
            scratch,
            cancellation);
        if (exitCode != 0)
        {
            var cause = output.Split('\n').FirstOrDefault(line => line.Contains("error", StringComparison.Ordinal))?.Trim().Replace(Path.Combine(scratch, Project), "NuGet", StringComparison.Ordinal);
            throw new PipelineException(Diagnostic.Error(
                DiagnosticCodes.RuntimeNotInstalled,
                $"{Package} {TorchRuntime.PackageVersion} cannot be restored: {cause ?? $"dotnet restore ended with {exitCode}"} "
                + "Give a feed that has it with --source, or point MODELOPT_LIBTORCH to a folder with libtorch."));
        }

        return packages;
    }

    private string Gather(string packages, string scratch, CancellationToken cancellation)
    {
        var native = Directory.CreateDirectory(Path.Combine(scratch, "native")).FullName;
        try
        {
            PackagedLibraries.Gather(packages, Platform, native, cancellation);
            return native;
        }
        catch (InvalidDataException error)
        {
            throw new PipelineException(Diagnostic.Error(DiagnosticCodes.RuntimeNotInstalled, $"The parts of {Package} {TorchRuntime.PackageVersion} of this feed do not fit: {error.Message}"), error);
        }
    }

    private void Place(string native, string target, string scratch)
    {
        if (!InstalledRuntime.IsAt(native))
        {
            throw new PipelineException(Diagnostic.Error(DiagnosticCodes.RuntimeNotInstalled, $"The package {Package} {TorchRuntime.PackageVersion} of this feed has no {LibTorch.FileOf("torch_cpu")} for {Platform}."));
        }

        if (Directory.Exists(target))
        {
            Directory.Move(target, Path.Combine(scratch, "old"));
        }

        Directory.Move(native, target);
    }

    private static PipelineException Unwritable(Exception error) => new(
        Diagnostic.Error(DiagnosticCodes.RuntimeNotInstalled, $"The runtimes' folder {RuntimeStore.Root} cannot be written: {error.Message} Choose another with MODELOPT_DATA."), error);
}
