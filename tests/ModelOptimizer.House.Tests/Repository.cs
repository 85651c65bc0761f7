namespace ModelOptimizer.House.Tests;

/// <summary>The checkout these tests were built in.</summary>
internal static class Repository
{
    /// <summary>The folder that holds <c>ModelOptimizer.sln</c>.</summary>
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    private static string Find(string folder) =>
        File.Exists(Path.Combine(folder, "ModelOptimizer.sln"))
            ? folder
            : Find(Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("ModelOptimizer.sln is in no parent folder of the tests."));
}
