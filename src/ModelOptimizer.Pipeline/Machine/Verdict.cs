using System.Text.Json.Serialization;
using ModelOptimizer.Pipeline.Progress;

namespace ModelOptimizer.Pipeline.Machine;

/// <summary>What a finding means.</summary>
[JsonConverter(typeof(LowerCaseEnumConverter<Verdict>))]
public enum Verdict
{
    /// <summary>As it should be.</summary>
    Good,

    /// <summary>It works, but slower or with less room than it could.</summary>
    Warning,

    /// <summary>Something that is needed is not there.</summary>
    Missing,
}
