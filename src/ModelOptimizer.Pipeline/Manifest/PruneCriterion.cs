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

    /// <summary>The root of the sum of its filter's squared weights.</summary>
    [JsonStringEnumMemberName("l2")]
    FilterL2,

    /// <summary>The distance of its filter to the others of its layer.</summary>
    Fpgm,

    /// <summary>The change of the loss on training images when it is removed, to first order.</summary>
    Taylor,

    /// <summary>Value, computation and parameters of what leaves with it.</summary>
    Cpmc,

    /// <summary>Chance, drawn from the seed: the control.</summary>
    Random,
}
