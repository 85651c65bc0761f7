using System.Text.Json;

namespace ModelOptimizer.Benchmarks.CifarPruning;

/// <summary>The results so far, kept in a file after every run so that the experiment can be stopped and resumed.</summary>
/// <param name="Settings">What all runs have in common.</param>
/// <param name="Baseline">Top-1 of the trained model, 0 to 1.</param>
/// <param name="Parameters">Its parameters.</param>
/// <param name="Macs">Its multiply-accumulates.</param>
/// <param name="Runs">The runs done.</param>
internal sealed record CifarResults(CifarSettings Settings, double Baseline, long Parameters, long Macs, IReadOnlyList<CifarRun> Runs)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true, NewLine = "\n" };

    /// <summary>The results in a file, or null where there is none.</summary>
    /// <exception cref="InvalidDataException">They belong to other settings.</exception>
    public static CifarResults? Read(string path, CifarSettings settings)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        var results = JsonSerializer.Deserialize<CifarResults>(File.ReadAllText(path), Json)!;
        return results.Settings == settings ? results : throw new InvalidDataException(
            $"{path} holds results of other settings:\n  there {results.Settings}\n  here  {settings}\nGive another --output, or the same settings.");
    }

    /// <summary>Whether this run is done.</summary>
    public bool Holds(string criterion, string macs, int seed) => Runs.Any(run => (run.Criterion, run.Macs, run.Seed) == (criterion, macs, seed));

    /// <summary>Writes the file beside its place and renames it.</summary>
    public void Write(string path)
    {
        var temporary = path + ".tmp";
        File.WriteAllText(temporary, JsonSerializer.Serialize(this, Json) + "\n");
        File.Move(temporary, path, overwrite: true);
    }
}
