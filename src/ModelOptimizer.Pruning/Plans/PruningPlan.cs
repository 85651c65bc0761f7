using System.Text.Json;
using System.Text.Json.Serialization;
using ModelOptimizer.Pruning.Coupling;

namespace ModelOptimizer.Pruning.Plans;

/// <summary>Which channels of which layers leave, and why: a value that can be reviewed, compared, stored as JSON and replayed.</summary>
public sealed record PruningPlan
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>The version of this format.</summary>
    public int Version { get; init; } = 1;

    /// <summary>The criterion that ranked the channels.</summary>
    public string Criterion { get; init; } = "";

    /// <summary>Whether the constants of removed channels are folded into what reads them.</summary>
    public bool FoldConstants { get; init; } = true;

    /// <summary>The cost of the whole model.</summary>
    public CostTotals Before { get; init; }

    /// <summary>The cost of the cut model.</summary>
    public CostTotals After { get; init; }

    /// <summary>What each group lost.</summary>
    public IReadOnlyList<PlannedGroup> Groups { get; init; } = [];

    /// <summary>The residual blocks that leave, by the value that their branch adds; layers are those of the graph without them.</summary>
    public IReadOnlyList<string> Blocks { get; init; } = [];

    /// <summary>Every layer that loses channels or was left whole, in the order of the graph.</summary>
    public IReadOnlyList<PlannedLayer> Layers { get; init; } = [];

    /// <summary>The operators through which channels could not be followed.</summary>
    public IReadOnlyList<Refusal> Refused { get; init; } = [];

    /// <summary>The constants of removed channels that folding leaves out.</summary>
    public IReadOnlyList<DroppedConstant> Dropped { get; init; } = [];

    /// <summary>Reads a plan.</summary>
    /// <exception cref="PruningException">The text is not a plan.</exception>
    public static PruningPlan FromJson(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<PruningPlan>(json, Json) is { Version: 1 } plan
                ? plan
                : throw new PruningException("This is not a pruning plan of version 1.");
        }
        catch (JsonException error)
        {
            throw new PruningException($"This is not a pruning plan: {error.Message}");
        }
    }

    /// <summary>This plan as indented JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Json);
}
