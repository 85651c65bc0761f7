namespace ModelOptimizer.Pipeline.Locking;

/// <summary>Tells a build server from a developer's machine.</summary>
public static class BuildServer
{
    private static readonly string[] Marks = ["CI", "TF_BUILD", "GITHUB_ACTIONS", "TEAMCITY_VERSION", "JENKINS_URL"];

    /// <summary>Whether the environment is a build server's: <c>CI</c> (any value but <c>false</c> and <c>0</c>), or what servers set that do not set <c>CI</c>.</summary>
    public static bool IsHere => Array.Exists(Marks, mark => Environment.GetEnvironmentVariable(mark) is { Length: > 0 } value and not ("false" or "False" or "0"));
}
