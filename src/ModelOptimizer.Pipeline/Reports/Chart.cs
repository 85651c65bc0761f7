namespace ModelOptimizer.Pipeline.Reports;

/// <summary>What a chart of the page shows; the page's script draws it where the page has a figure with its name.</summary>
/// <param name="Id">The figure's name.</param>
/// <param name="Kind"><c>lines</c>, <c>points</c> (joined), <c>scatter</c> (only a dashed series is a line) or <c>bars</c>.</param>
/// <param name="X">What the horizontal axis shows.</param>
/// <param name="Y">What the vertical axis shows.</param>
/// <param name="Series">What is drawn, backmost first.</param>
internal sealed record Chart(string Id, string Kind, string X, string Y, IReadOnlyList<ChartSeries> Series)
{
    /// <summary>Names of the horizontal positions 0, 1, ..; null where they are numbers.</summary>
    public IReadOnlyList<string>? Labels { get; init; }

    /// <summary>Vertical lines with a name each, where something begins.</summary>
    public IReadOnlyList<ChartMark> Marks { get; init; } = [];

    /// <summary>Whether the vertical axis gives small values more room than large ones.</summary>
    public bool IsLogarithmic { get; init; }

    /// <summary>The least range of the horizontal axis; null where the positions decide.</summary>
    public IReadOnlyList<double>? Span { get; init; }

    /// <summary>The range of the vertical axis; null where the values decide.</summary>
    public IReadOnlyList<double>? Range { get; init; }
}

/// <summary>A line or a set of bars.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Tone">Its colour: <c>before</c>, <c>after</c>, the number of one of the page's colours, or from <c>r0</c>, faint, to <c>r100</c>, strong.</param>
/// <param name="X">Horizontal positions, rising.</param>
/// <param name="Y">Values; null interrupts a line.</param>
internal sealed record ChartSeries(string Name, string Tone, IReadOnlyList<double> X, IReadOnlyList<double?> Y)
{
    /// <summary>Whether the line is dashed.</summary>
    public bool IsDashed { get; init; }

    /// <summary>A value that a chart can show: none where it is no number.</summary>
    public static double? Value(double value) => double.IsFinite(value) ? value : null;
}

/// <summary>A vertical line.</summary>
/// <param name="At">Horizontal position.</param>
/// <param name="Name">What begins there.</param>
internal sealed record ChartMark(double At, string Name);
