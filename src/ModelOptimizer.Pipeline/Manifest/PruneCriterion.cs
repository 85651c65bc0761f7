using System.Text.Json.Serialization;

namespace ModelOptimizer.Pipeline.Manifest;

/// <summary>What makes a channel important.</summary>
public enum PruneCriterion
{
    /// <summary>The absolute scale of its batch normalisation.</summary>
    BnScale,

    /// <summary>The sum of the absolute weights of its filter.</summary>
    [JsonStringEnumMemberName("l1")]
    FilterL1,
}
