using System.Runtime.InteropServices;
using ModelOptimizer.Pipeline.Inputs;
using ModelOptimizer.Pipeline.Verification;

namespace ModelOptimizer.Pipeline.Reports;

/// <summary>Versions of what takes part in a run.</summary>
internal static class RunVersions
{
    /// <summary>Name and version of each.</summary>
    public static IReadOnlyDictionary<string, string> Now() => new SortedDictionary<string, string>(StringComparer.Ordinal)
    {
        ["modelopt"] = EngineVersion.Current,
        ["onnxRuntime"] = OnnxLibrary.Load().GetVersionString(),
        ["dotnet"] = Environment.Version.ToString(),
        ["system"] = RuntimeInformation.OSDescription,
        ["architecture"] = RuntimeInformation.ProcessArchitecture.ToString(),
        ["processors"] = Environment.ProcessorCount.ToString(System.Globalization.CultureInfo.InvariantCulture),
    };
}
