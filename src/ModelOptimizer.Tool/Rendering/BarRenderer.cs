using ModelOptimizer.Pipeline.Diagnostics;
using ModelOptimizer.Pipeline.Progress;
using Spectre.Console;

namespace ModelOptimizer.Tool.Rendering;

/// <summary>A bar per stage, for terminals.</summary>
internal sealed class BarRenderer(IAnsiConsole console) : IRunRenderer
{
    public int Show(Func<IProgress<CompressionEvent>, int> work) => console.Progress()
        .Columns(new SpinnerColumn(), new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new TimeLeftColumn())
        .Start(context => work(new Bars(context, Show)));

    public void Show(Diagnostic diagnostic) =>
        console.MarkupLineInterpolated($"[{(diagnostic.Severity == Severity.Error ? "red" : "yellow")}]{diagnostic.ToString()}[/]");

    public void Say(string text) => console.WriteLine(text);

    private sealed class Bars(ProgressContext context, Action<Diagnostic> show) : IProgress<CompressionEvent>
    {
        private ProgressTask? current;
        private string title = "";

        public void Report(CompressionEvent value)
        {
            switch (value)
            {
                case StageStarted stage:
                    Finish();
                    title = stage.Message;
                    current = context.AddTask(Markup.Escape(title), maxValue: 1);
                    break;
                case StageProgressed progress when current is not null:
                    current.Value = progress.Fraction;
                    current.Description = Markup.Escape($"{title}: {progress.Message}");
                    TimeLeftColumn.Set(current, progress.EtaSeconds);
                    break;
                case DiagnosticFound found:
                    show(new(found.Severity, found.Code, found.Message, found.File, found.Line, found.Column));
                    break;
                case ArtifactReady:
                    Finish();
                    break;
            }
        }

        private void Finish()
        {
            if (current is not null)
            {
                current.Value = 1;
                current.StopTask();
            }
        }
    }
}
