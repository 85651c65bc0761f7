namespace ModelOptimizer.Pipeline.Manifest;

/// <summary>Marks a path that is relative to the manifest and must stay within the project.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ProjectPathAttribute : Attribute;
