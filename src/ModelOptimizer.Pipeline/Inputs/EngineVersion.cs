using System.Reflection;

namespace ModelOptimizer.Pipeline.Inputs;

/// <summary>The version of this engine.</summary>
internal static class EngineVersion
{
    /// <summary>Version number without the commit, for instance <c>0.1.0</c>; part of every key.</summary>
    public static string Current { get; } =
        typeof(EngineVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
}
