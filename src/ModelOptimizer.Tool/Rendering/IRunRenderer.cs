using ModelOptimizer.Pipeline.Diagnostics;
using ModelOptimizer.Pipeline.Progress;

namespace ModelOptimizer.Tool.Rendering;

/// <summary>Shows what happens while a verb works.</summary>
internal interface IRunRenderer
{
    /// <summary>Shows the events of some work, and returns what it returns.</summary>
    int Show(Func<IProgress<CompressionEvent>, int> work);

    /// <summary>Shows what is wrong.</summary>
    void Show(Diagnostic diagnostic);

    /// <summary>Says something in passing.</summary>
    void Say(string text);
}
