namespace ModelOptimizer.Data.Annotations;

/// <summary>Something in an annotation file that was repaired or left out.</summary>
/// <param name="Path">The file.</param>
/// <param name="Line">The line, counted from 1.</param>
/// <param name="Message">What was wrong and what was done.</param>
/// <param name="Skipped">Whether the object was left out.</param>
public sealed record AnnotationWarning(string Path, int Line, string Message, bool Skipped);
