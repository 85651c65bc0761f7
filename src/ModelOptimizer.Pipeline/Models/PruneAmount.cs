using System.Globalization;
using ModelOptimizer.Pipeline.Diagnostics;
using ModelOptimizer.Pipeline.Manifest;
using ModelOptimizer.Pruning.Selection;

namespace ModelOptimizer.Pipeline.Models;

/// <summary>Budgets as they stand on a command line: a change such as <c>-50%</c>, a number, or a number with its unit.</summary>
internal static class PruneAmount
{
    public static Budget? Count(string option, string? text) => Parse(option, text, "a number", Number);

    public static Budget? Bytes(string option, string? text) =>
        Parse(option, text, "a number of bytes, a size such as \"10 MB\"", given => Number(given) ?? (ByteSize.TryParse(given, out var size) ? size.Bytes : null));

    public static Budget? Milliseconds(string option, string? text) =>
        Parse(option, text, "milliseconds, a time such as \"20 ms\"", given => Number(given) ?? (Duration.TryParse(given, out var duration) ? duration.Milliseconds : null));

    private static Budget? Parse(string option, string? text, string forms, Func<string, double?> absolute) => text is null ? null
        : Percentage.TryParse(text, out var change) ? Budget.Reduction(-change.Fraction)
        : absolute(text) is { } limit ? Budget.AtMost(limit)
        : throw new PipelineException(Diagnostic.Error(DiagnosticCodes.Usage, $"{option} takes {forms} or a change such as \"-50%\", not '{text}'."));

    private static double? Number(string text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;
}
