namespace ModelOptimizer.MSBuild;

/// <summary>The text of items as MSBuild keeps it.</summary>
internal static class TaskItemText
{
    /// <summary>Escapes what a task item would otherwise read as an escape or as a list.</summary>
    public static string Escape(string text) => text.Replace("%", "%25").Replace(";", "%3B");
}
