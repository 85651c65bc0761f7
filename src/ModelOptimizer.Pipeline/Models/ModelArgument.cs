using ModelOptimizer.Graph;
using ModelOptimizer.Graph.Darknet;
using ModelOptimizer.Graph.Onnx;
using ModelOptimizer.Graph.Zoo;
using ModelOptimizer.Pipeline.Diagnostics;

namespace ModelOptimizer.Pipeline.Models;

/// <summary>A model as named on a command line: an ONNX file, a Darknet <c>.cfg</c> with its weights beside it, or <c>zoo:NAME</c> with options.</summary>
public static class ModelArgument
{
    private const string ZooPrefix = "zoo:";

    /// <summary>Whether a model is one of the zoo's, which has options.</summary>
    public static bool IsZoo(string argument) => argument.StartsWith(ZooPrefix, StringComparison.Ordinal);

    /// <summary>The name of a model of the zoo, or null for a file.</summary>
    internal static string? ZooName(string argument) => IsZoo(argument) ? argument[ZooPrefix.Length..] : null;

    /// <summary>Loads the model. A <c>.cfg</c> without a <c>.weights</c> file of the same name beside it is an untrained architecture, like those of the zoo.</summary>
    /// <param name="argument">A path or <c>zoo:NAME</c>.</param>
    /// <param name="settings">Options of a zoo model, each <c>name=value</c>.</param>
    /// <returns>The graph, and the size of its ONNX file in bytes.</returns>
    /// <exception cref="PipelineException">An option is malformed, or options are given for a file.</exception>
    /// <exception cref="GraphException">There is no such model, or it is malformed.</exception>
    public static (ModelGraph Graph, long Bytes) Load(string argument, IReadOnlyList<string> settings)
    {
        if (!IsZoo(argument))
        {
            return settings.Count > 0 ? throw Usage("--set belongs to zoo:NAME; a file has no options.")
                : argument.EndsWith(DarknetFile.Extension, StringComparison.OrdinalIgnoreCase) ? Sized(DarknetArgument.Load(argument))
                : (OnnxFile.Read(argument), new FileInfo(argument).Length);
        }

        return Sized(ModelZoo.Build(argument[ZooPrefix.Length..], ZooOptions.Parse(settings.Select(setting => Split("--set", setting)))));
    }

    /// <summary>An option's name and value.</summary>
    /// <exception cref="PipelineException">It is not of the form <c>name=value</c>.</exception>
    internal static KeyValuePair<string, string> Split(string option, string setting) => setting.IndexOf('=', StringComparison.Ordinal) is > 0 and var end
        ? new(setting[..end], setting[(end + 1)..])
        : throw Usage($"{option} takes name=value, not '{setting}'.");

    private static (ModelGraph Graph, long Bytes) Sized(ModelGraph graph) => (graph, OnnxFile.SizeOf(graph));

    private static PipelineException Usage(string message) => new(Diagnostic.Error(DiagnosticCodes.Usage, message));
}
