namespace ModelOptimizer.Data.Annotations;

/// <summary>Names that a manifest or a list gives: of splits, classes and samples. They may lead into folders of the data set, never out of it.</summary>
internal static class NameInDataset
{
    /// <summary>Whether a name is a path that stays below the folder it is joined to.</summary>
    public static bool IsInside(string name) => !Path.IsPathRooted(name) && !name.Contains('\0', StringComparison.Ordinal) && !name.Split('/', '\\').Contains("..");

    /// <exception cref="DatasetException">The name leads out of <paramref name="root"/>.</exception>
    public static void Check(string root, string name)
    {
        if (!IsInside(name))
        {
            throw new DatasetException(root, $"'{name}' points outside the data set");
        }
    }
}
