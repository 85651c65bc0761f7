using System.CommandLine;
using ModelOptimizer.Pipeline.Diagnostics;
using ModelOptimizer.Pipeline.Reports;
using ModelOptimizer.Pipeline.Runtimes;
using ModelOptimizer.Tool.Rendering;
using ModelOptimizer.Training.Runtime;

namespace ModelOptimizer.Tool.Commands;

/// <summary><c>modelopt runtime list|install</c>: the libtorch that training uses.</summary>
internal static class RuntimeCommand
{
    private static readonly Option<bool> Json = CommonOptions.Json();
    private static readonly Argument<string> Device = new("DEVICE") { Description = "cpu or cuda." };
    private static readonly Option<bool> Force = new("--force") { Description = "Install it even where it is not used, or is there already." };
    private static readonly Option<string[]> Source = new("--source") { Description = "A NuGet feed to use instead of the configured ones; repeatable.", HelpName = "FEED", DefaultValueFactory = _ => [] };

    public static Command Create()
    {
        Device.AcceptOnlyFromAmong("cpu", "cuda");
        Command list = new("list", "List where libtorch is looked for, and which one is used.") { Json };
        list.SetAction(parsed => Verb.Run(parsed, (_, _) => List(parsed)));
        Command install = new("install", "Install libtorch from your own NuGet feeds into a private folder. Where this tool uses the system's libtorch nothing needs installing.") { Device, Source, Force, Json };
        install.SetAction(parsed => Verb.Run(parsed, (renderer, cancellation) => Install(parsed, renderer, cancellation)));
        return new("runtime", "Manage the libtorch that training uses: list, install.") { list, install };
    }

    private static int List(ParseResult parsed)
    {
        var runtimes = InstalledRuntime.All();
        if (parsed.GetValue(Json))
        {
            Console.WriteLine(ReportJson.Write(new { SchemaVersion = 1, Binding = TorchRuntime.IsSystem ? "system" : "package", PackageVersion = TorchRuntime.PackageVersion, Runtimes = runtimes }));
            return ExitCodes.Success;
        }

        foreach (var runtime in runtimes)
        {
            Console.WriteLine($"{(runtime.Used ? "used" : runtime.Present ? "present" : "absent"),-8} {runtime.Source,-12} {runtime.Folder ?? "the system's own libtorch"}");
        }

        return ExitCodes.Success;
    }

    private static int Install(ParseResult parsed, IRunRenderer renderer, CancellationToken cancellation)
    {
        var build = parsed.GetValue(Device) == "cuda" ? TorchRuntime.CudaBuild : TorchRuntime.CpuBuild;
        var (isNeeded, folder) = (!TorchRuntime.IsSystem || parsed.GetValue(Force), (string?)null);
        if (!isNeeded && build == TorchRuntime.CudaBuild)
        {
            throw new PipelineException(Diagnostic.Error(
                DiagnosticCodes.RuntimeNotInstalled,
                "This tool uses the system's libtorch, which computes on the processor only, and would not use another. Take a tool built with TorchBinding=Package, or download with --force all the same."));
        }

        if (isNeeded)
        {
            folder = new RuntimeInstallation(build, parsed.GetValue(Source)!, renderer.Say).Install(parsed.GetValue(Force), cancellation);
        }

        var note = TorchRuntime.IsSystem ? "This tool uses the system's libtorch: nothing needs installing, and what is installed is not used." : null;
        if (parsed.GetValue(Json))
        {
            Console.WriteLine(ReportJson.Write(new { SchemaVersion = 1, Installed = folder is not null, Folder = folder, Note = note }));
            return ExitCodes.Success;
        }

        Console.WriteLine(folder is null ? note : note is null ? folder : $"{folder}\n{note}");
        return ExitCodes.Success;
    }
}
