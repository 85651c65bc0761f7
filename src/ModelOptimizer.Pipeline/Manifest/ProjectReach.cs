namespace ModelOptimizer.Pipeline.Manifest;

/// <summary>The folder tree that a manifest may read from: its repository, or its own folder where there is none.</summary>
/// <param name="Root">Full path of the tree's root.</param>
public sealed record ProjectReach(string Root)
{
    /// <summary>The reach of a manifest in <paramref name="folder"/>.</summary>
    public static ProjectReach Of(string folder)
    {
        for (var ancestor = new DirectoryInfo(folder); ancestor is not null; ancestor = ancestor.Parent)
        {
            if (Path.Exists(Path.Combine(ancestor.FullName, ".git")))
            {
                return new(ancestor.FullName);
            }
        }

        return new(Path.GetFullPath(folder));
    }

    /// <summary>Whether a full path lies in the tree.</summary>
    public bool Holds(string path)
    {
        var relative = Path.GetRelativePath(Root, path);
        return !Path.IsPathRooted(relative) && relative != ".." && !relative.StartsWith(".." + Path.DirectorySeparatorChar, StringComparison.Ordinal);
    }
}
