using ModelOptimizer.Pipeline.Diagnostics;
using ModelOptimizer.Pipeline.Progress;

namespace ModelOptimizer.Tool.Rendering;

/// <summary>Plain lines, for logs and pipes: stages, and what is important of their progress.</summary>
internal sealed class LineRenderer(TextWriter output, Verbosity verbosity) : IRunRenderer, IProgress<CompressionEvent>
{
    public int Show(Func<IProgress<CompressionEvent>, int> work) => work(this);

    public void Show(Diagnostic diagnostic)
    {
        if (diagnostic.Severity == Severity.Error || verbosity >= Verbosity.Minimal)
        {
            output.WriteLine(diagnostic);
        }
    }

    public void Say(string text)
    {
        if (verbosity >= Verbosity.Normal)
        {
            output.WriteLine(text);
        }
    }

    public void Report(CompressionEvent value)
    {
        switch (value)
        {
            case RunStarted { Cached: false, Log: { } log }:
                Say($"log: {log}");
                break;
            case StageStarted stage:
                Say($"[{stage.Index}/{stage.Count}] {stage.Message}");
                break;
            case StageProgressed progress when progress.Importance == Importance.High || verbosity >= Verbosity.Detailed || progress.Fraction >= 1:
                Say($"  {progress.Fraction,4:P0}  {progress.Message}{Left(progress.EtaSeconds)}");
                break;
            case DiagnosticFound found:
                Show(new Diagnostic(found.Severity, found.Code, found.Message, found.File, found.Line, found.Column));
                break;
        }
    }

    private static string Left(double? seconds) => seconds is > 0 and { } left ? $"  {TimeSpan.FromSeconds(Math.Ceiling(left)):g} left" : "";
}
