using System.Text.Json.Serialization;

namespace ModelOptimizer.Pruning.Plans;

/// <summary>What happens to the output channels of a convolution or matrix product.</summary>
/// <param name="Layer">The operator's name.</param>
/// <param name="Before">Channels before.</param>
/// <param name="After">Channels after.</param>
/// <param name="Removed">The channels that leave, in ascending order; in JSON as ranges, <c>"0-3,7"</c>.</param>
/// <param name="Group">The group it was selected in.</param>
/// <param name="Whole">Why it keeps all its channels, where they could not leave.</param>
public sealed record PlannedLayer(
    string Layer,
    int Before,
    int After,
    [property: JsonConverter(typeof(ChannelRangesConverter))] IReadOnlyList<int> Removed,
    string? Group = null,
    string? Whole = null);
