using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;
using ModelOptimizer.Pipeline.Inputs;

namespace ModelOptimizer.Pipeline.Reports;

/// <summary>Versions of what takes part in a run.</summary>
internal static class RunVersions
{
    /// <summary>Name and version of each.</summary>
    public static IReadOnlyDictionary<string, string> Now() => new SortedDictionary<string, string>(StringComparer.Ordinal)
    {
        ["modelopt"] = EngineVersion.Current,
        ["onnxRuntime"] = OrtEnv.Instance().GetVersionString(),
        ["dotnet"] = Environment.Version.ToString(),
        ["system"] = RuntimeInformation.OSDescription,
        ["architecture"] = RuntimeInformation.ProcessArchitecture.ToString(),
        ["processors"] = Environment.ProcessorCount.ToString(System.Globalization.CultureInfo.InvariantCulture),
    };
}
