namespace ModelOptimizer.Pipeline.Manifest;

/// <summary>
/// Marks an option that is younger than keys in use: at its default it is not part of the normal form, so that what was made before it is found.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class OmittedByDefaultAttribute : Attribute;
