using ModelOptimizer.Graph;
using ModelOptimizer.Graph.Darknet;
using ModelOptimizer.Pipeline.Diagnostics;

namespace ModelOptimizer.Pipeline.Models;

/// <summary>A network of Darknet as named on a command line.</summary>
public static class DarknetArgument
{
    /// <summary>Loads the network.</summary>
    /// <param name="cfg">Its description.</param>
    /// <param name="weights">Its weights; null for those beside the description, drawn anew where there are none.</param>
    /// <param name="names">A file of class names, one a line, or null.</param>
    /// <exception cref="PipelineException">The names cannot be read.</exception>
    /// <exception cref="DarknetException">The other files cannot be read, or do not fit each other.</exception>
    public static ModelGraph Load(string cfg, string? weights = null, string? names = null)
    {
        try
        {
            string[]? classes = names is null ? null : [.. File.ReadLines(names).Select(line => line.Trim()).Where(line => line.Length > 0)];
            return DarknetFile.Read(cfg, new() { Weights = weights ?? DarknetFile.WeightsBeside(cfg), Classes = classes });
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new PipelineException(Diagnostic.Error(DiagnosticCodes.FileUnreadable, $"{names} cannot be read: {error.Message}"), error);
        }
    }
}
