namespace ModelOptimizer.Pipeline.Models;

/// <summary>The program that judges candidates of a search: <c>modelopt</c> with its hidden verb.</summary>
/// <param name="Program">The executable.</param>
/// <param name="Arguments">Its arguments.</param>
public sealed record WorkerProgram(string Program, IReadOnlyList<string> Arguments);
