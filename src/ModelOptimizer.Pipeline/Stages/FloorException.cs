namespace ModelOptimizer.Pipeline.Stages;

/// <summary>What a manifest wants removed costs more of the metric than its floor allows; the message says both figures.</summary>
internal sealed class FloorException(string message) : Exception(message);
