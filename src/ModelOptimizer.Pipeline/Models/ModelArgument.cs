using ModelOptimizer.Graph;
using ModelOptimizer.Graph.Onnx;
using ModelOptimizer.Graph.Zoo;
using ModelOptimizer.Pipeline.Diagnostics;

namespace ModelOptimizer.Pipeline.Models;

/// <summary>A model as named on a command line: the path of an ONNX file, or <c>zoo:NAME</c> with options.</summary>
public static class ModelArgument
{
    private const string ZooPrefix = "zoo:";

    /// <summary>Loads the model.</summary>
    /// <param name="argument">Path or <c>zoo:NAME</c>.</param>
    /// <param name="settings">Options of a zoo model, each <c>name=value</c>.</param>
    /// <returns>The graph, and the size of its ONNX file in bytes.</returns>
    /// <exception cref="PipelineException">An option is malformed, or options are given for a file.</exception>
    /// <exception cref="GraphException">There is no such model, or it is malformed.</exception>
    public static (ModelGraph Graph, long Bytes) Load(string argument, IReadOnlyList<string> settings)
    {
        if (!argument.StartsWith(ZooPrefix, StringComparison.Ordinal))
        {
            return settings.Count == 0
                ? (OnnxFile.Read(argument), new FileInfo(argument).Length)
                : throw Usage("--set belongs to zoo:NAME; an ONNX file has no options.");
        }

        var graph = ModelZoo.Build(argument[ZooPrefix.Length..], ZooOptions.Parse(settings.Select(Split)));
        return (graph, OnnxFile.ToBytes(graph).LongLength);
    }

    private static KeyValuePair<string, string> Split(string setting) => setting.IndexOf('=', StringComparison.Ordinal) is > 0 and var end
        ? new(setting[..end], setting[(end + 1)..])
        : throw Usage($"--set takes name=value, not '{setting}'.");

    private static PipelineException Usage(string message) => new(Diagnostic.Error(DiagnosticCodes.Usage, message));
}
