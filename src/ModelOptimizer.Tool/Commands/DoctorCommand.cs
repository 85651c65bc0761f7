using System.CommandLine;
using ModelOptimizer.Pipeline.Cache;
using ModelOptimizer.Pipeline.Machine;
using ModelOptimizer.Pipeline.Reports;
using ModelOptimizer.Tool.Rendering;

namespace ModelOptimizer.Tool.Commands;

/// <summary><c>modelopt doctor</c>: whether this machine has what compressing needs.</summary>
internal static class DoctorCommand
{
    private static readonly Option<string?> Cache = CommonOptions.Cache();
    private static readonly Option<bool> Json = CommonOptions.Json();

    public static Command Create()
    {
        Command command = new("doctor", "Look whether this machine has what compressing needs - torch, ONNX Runtime, image codecs, memory, disk, a cache - and say what to do where it does not.") { Cache, Json };
        command.SetAction(parsed => Verb.Run(parsed, (renderer, _) => Run(parsed, renderer)));
        return command;
    }

    private static int Run(ParseResult parsed, IRunRenderer renderer)
    {
        var findings = new MachineExamination(new(parsed.GetValue(Cache) ?? ContentCache.DefaultRoot, renderer.Show)).Examine();
        var isHealthy = findings.All(finding => finding.Verdict != Verdict.Missing);
        if (parsed.GetValue(Json))
        {
            Console.WriteLine(ReportJson.Write(new { SchemaVersion = 1, Healthy = isHealthy, Findings = findings }));
        }
        else
        {
            foreach (var finding in findings)
            {
                Console.WriteLine($"{Sign(finding.Verdict),-7} {finding.Name,-11} {finding.Value}");
                if (finding.Advice is { } advice)
                {
                    Console.WriteLine($"{"",-19} {advice}");
                }
            }
        }

        return isHealthy ? ExitCodes.Success : ExitCodes.Environment;
    }

    private static string Sign(Verdict verdict) => verdict switch
    {
        Verdict.Good => "ok",
        Verdict.Warning => "note",
        _ => "MISSING",
    };
}
