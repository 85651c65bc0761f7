using ModelOptimizer.Pipeline.Diagnostics;
using ModelOptimizer.Pipeline.Models;

namespace ModelOptimizer.Pipeline.SingleStages;

/// <summary>An option of a stage, given on a command line.</summary>
/// <param name="Option">What it is called there, for messages: <c>--learning-rate</c>.</param>
/// <param name="Name">Its name within the stage's section of a manifest, joined by dots: <c>learningRate</c>, <c>attention.weight</c>.</param>
/// <param name="Value">Its value as written.</param>
public sealed record StageSetting(string Option, string Name, string Value)
{
    /// <summary>An option given as <c>--with NAME=VALUE</c>.</summary>
    /// <exception cref="PipelineException">It has not that form.</exception>
    public static StageSetting Parse(string text)
    {
        var (name, value) = ModelArgument.Split("--with", text);
        return new($"--with {name}", name, value);
    }
}
