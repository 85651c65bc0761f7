namespace Microsoft.Build.Framework;

/// <summary>
/// Says to a build of several threads that a task works by full paths and leaves the current folder and the environment alone. MSBuild looks for it by name; that
/// of the oldest MSBuild which this package supports does not have it.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
internal sealed class MSBuildMultiThreadableTaskAttribute : Attribute;
