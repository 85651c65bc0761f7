namespace ModelOptimizer.Graph.Darknet.Sections;

/// <summary>Writes the section for an operator, with the operators after it that belong to the same layer.</summary>
internal delegate void SectionWriter(Node node, NetworkWriter network);

/// <summary>The operators that start a section.</summary>
internal static class SectionWriters
{
    public static IReadOnlyDictionary<string, SectionWriter> All { get; } = new Dictionary<string, SectionWriter>(StringComparer.Ordinal)
    {
        ["Add"] = Shortcut.Write,
        ["Concat"] = Route.WriteConcat,
        ["Conv"] = Convolutional.Write,
        ["Dropout"] = Dropout.Write,
        ["GlobalAveragePool"] = AveragePool.Write,
        ["MaxPool"] = MaxPool.Write,
        ["Mul"] = Gate.Write,
        ["Resize"] = Upsample.Write,
        ["Slice"] = Route.WriteSlice,
        ["Split"] = Route.WriteSplit,
    };
}
