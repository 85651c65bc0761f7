using System.Text.Json;
using System.Text.Json.Serialization;
using ModelOptimizer.Search.Rollouts;

namespace ModelOptimizer.Search.Workers;

/// <summary>
/// A line of the protocol between a search and a worker, which is JSON lines on the worker's standard input and output: a setup, answered by ready, then
/// plans, each answered by an outcome. The end of its input ends a worker.
/// </summary>
public sealed record WorkerMessage
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>To the worker, first: what it works with.</summary>
    public RolloutSetup? Setup { get; init; }

    /// <summary>To the worker: the plan to judge, as its own JSON text.</summary>
    public string? Plan { get; init; }

    /// <summary>From the worker: the setup is done.</summary>
    public bool? Ready { get; init; }

    /// <summary>From the worker: how a rollout ended.</summary>
    public RolloutOutcome? Outcome { get; init; }

    /// <summary>From the worker: why no rollout can be run at all.</summary>
    public string? Refusal { get; init; }

    /// <summary>Reads a line.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    public static WorkerMessage Parse(string line) => JsonSerializer.Deserialize<WorkerMessage>(line, Json) ?? throw new JsonException("The line is empty.");

    /// <summary>The message as one line.</summary>
    public string ToLine() => JsonSerializer.Serialize(this, Json);
}
