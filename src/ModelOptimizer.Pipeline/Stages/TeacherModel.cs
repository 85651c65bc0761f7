using ModelOptimizer.Graph;

namespace ModelOptimizer.Pipeline.Stages;

/// <summary>The model that a student learns from.</summary>
/// <param name="Hash">What tells it from others.</param>
/// <param name="Read">Reads it; null for the trained, uncompressed model of the same run.</param>
internal sealed record TeacherModel(string Hash, Func<ModelGraph>? Read = null);
