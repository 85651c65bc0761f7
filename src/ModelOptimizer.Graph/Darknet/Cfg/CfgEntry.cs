namespace ModelOptimizer.Graph.Darknet.Cfg;

/// <summary>A line <c>key=value</c>, without white space.</summary>
internal readonly record struct CfgEntry(string Key, string Value, int Line)
{
    public override string ToString() => $"{Key}={Value}";
}
