using System.Text.Json;
using System.Text.Json.Serialization;
using ModelOptimizer.Search.Rollouts;

namespace ModelOptimizer.Search.Records;

/// <summary>The document <c>search.json</c>: what was searched, every candidate of every strategy, and the front of metric against cost.</summary>
/// <param name="Metric">The metric's name.</param>
/// <param name="Reward">The reward as a formula.</param>
/// <param name="Limits">What every candidate had to keep to, one each, such as <c>MACs -90%</c>.</param>
/// <param name="Seed">The seed.</param>
/// <param name="Rollouts">Candidates per strategy, as asked for.</param>
/// <param name="Space">What was searched.</param>
/// <param name="Whole">The whole model, judged in the same way.</param>
/// <param name="Strategies">The search first, then its controls.</param>
public sealed record SearchRecord(
    string Metric,
    string Reward,
    IReadOnlyList<string> Limits,
    long Seed,
    int Rollouts,
    SearchSpaceRecord Space,
    RolloutResult Whole,
    IReadOnlyList<StrategyRecord> Strategies)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Version of this format.</summary>
    public int SchemaVersion { get; init; } = 1;

    /// <summary>The points that no other beats in metric and multiply-accumulates, over all strategies, from the cheapest on.</summary>
    public IReadOnlyList<FrontPoint> Front { get; init; } = ParetoFront.Of(Strategies);

    /// <summary>Reads the document.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    public static SearchRecord FromJson(string json) => JsonSerializer.Deserialize<SearchRecord>(json, Json) ?? throw new JsonException("The document is empty.");

    /// <summary>The document.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Json);
}
