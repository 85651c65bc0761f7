using System.CommandLine;
using ModelOptimizer.Pipeline.Cache;
using ModelOptimizer.Pipeline.Diagnostics;
using ModelOptimizer.Pipeline.Manifest;
using ModelOptimizer.Pipeline.Reports;
using ModelOptimizer.Tool.Rendering;

namespace ModelOptimizer.Tool.Commands;

/// <summary><c>modelopt cache list|prune|verify</c>: what lies in the cache, and how to keep it small and sound.</summary>
internal static class CacheCommand
{
    private static readonly Option<string?> Cache = CommonOptions.Cache();
    private static readonly Option<bool> Json = CommonOptions.Json();
    private static readonly Option<string?> OlderThan = new("--older-than") { Description = "Remove what was not used for so long: 12h, 30d, 8w.", HelpName = "AGE" };
    private static readonly Option<string?> MaxSize = new("--max-size") { Description = "Remove what was used longest ago until the rest is at most this large: 500MB, 10GB.", HelpName = "SIZE" };
    private static readonly Option<bool> DryRun = new("--dry-run") { Description = "Remove nothing, only say what would go." };
    private static readonly Option<bool> Repair = new("--repair") { Description = "Remove damaged entries, so that they are made again." };

    public static Command Create()
    {
        OlderThan.Validators.Add(result => Refuse(result.Tokens, text => CacheAge.TryParse(text, out _), $"--older-than takes {CacheAge.Form}", result.AddError));
        MaxSize.Validators.Add(result => Refuse(result.Tokens, text => text == "0" || ByteSize.TryParse(text, out _), "--max-size takes a size with its unit, for instance 10GB", result.AddError));
        Command list = new("list", "List all entries: artifacts, stages, and unfinished work.") { Cache, Json };
        list.SetAction(parsed => Verb.Run(parsed, (renderer, _) => List(parsed, renderer)));
        Command prune = new("prune", "Remove entries by age or size, those used longest ago first. What a run makes or reads stays.") { OlderThan, MaxSize, DryRun, Cache, Json };
        prune.SetAction(parsed => Verb.Run(parsed, (renderer, _) => Prune(parsed, renderer)));
        Command verify = new("verify", "Check every file of every entry against the hash taken when it was published.") { Repair, Cache, Json };
        verify.SetAction(parsed => Verb.Run(parsed, (renderer, cancellation) => Verify(parsed, renderer, cancellation)));
        return new("cache", "Look after the cache: list, prune, verify.") { list, prune, verify };
    }

    private static ContentCache Open(ParseResult parsed, IRunRenderer renderer) => new(parsed.GetValue(Cache) ?? ContentCache.DefaultRoot, renderer.Show);

    private static int List(ParseResult parsed, IRunRenderer renderer)
    {
        var cache = Open(parsed, renderer);
        var inventory = new CacheInventory(cache);
        if (parsed.GetValue(Json))
        {
            Console.WriteLine(ReportJson.Write(new { SchemaVersion = 1, Cache = cache.Root, inventory.Bytes, inventory.Entries }));
            return ExitCodes.Success;
        }

        CacheText.Write(Console.Out, inventory.Entries, DateTimeOffset.UtcNow);
        Console.WriteLine($"{inventory.Entries.Count} entries, {CacheText.Size(inventory.Bytes)} in {cache.Root}");
        return ExitCodes.Success;
    }

    private static int Prune(ParseResult parsed, IRunRenderer renderer)
    {
        var (age, size, isDryRun) = (parsed.GetValue(OlderThan), parsed.GetValue(MaxSize), parsed.GetValue(DryRun));
        if (age is null && size is null)
        {
            throw new PipelineException(Diagnostic.Error(DiagnosticCodes.Usage, "Say what may go: --older-than 30d, --max-size 10GB, or both."));
        }

        CacheLimits limits = new(
            age is not null && CacheAge.TryParse(age, out var oldest) ? DateTimeOffset.UtcNow - oldest.Value : null,
            size is null ? null : ByteSize.TryParse(size, out var most) ? most.Bytes : 0);
        var cache = Open(parsed, renderer);
        var outcome = CachePruning.Prune(cache, limits, isDryRun);
        if (parsed.GetValue(Json))
        {
            Console.WriteLine(ReportJson.Write(new { SchemaVersion = 1, Cache = cache.Root, DryRun = isDryRun, outcome.RemovedBytes, outcome.KeptBytes, outcome.Removed, outcome.InUse }));
            return ExitCodes.Success;
        }

        CacheText.Write(Console.Out, outcome.Removed, DateTimeOffset.UtcNow);
        var inUse = outcome.InUse.Count == 0 ? "" : $", {outcome.InUse.Count} in use stay";
        Console.WriteLine($"{outcome.Removed.Count} entries {(isDryRun ? "would be " : "")}removed ({CacheText.Size(outcome.RemovedBytes)}){inUse}; {CacheText.Size(outcome.KeptBytes)} {(isDryRun ? "would be " : "")}left in {cache.Root}");
        return ExitCodes.Success;
    }

    private static int Verify(ParseResult parsed, IRunRenderer renderer, CancellationToken cancellation)
    {
        var cache = Open(parsed, renderer);
        var (count, damaged) = CacheVerification.Verify(cache, parsed.GetValue(Repair), cancellation);
        foreach (var (entry, damage, isRemoved) in damaged)
        {
            renderer.Show(isRemoved
                ? Diagnostic.Warning(DiagnosticCodes.CacheCorrupted, $"The cache entry {entry.Folder} was damaged ({damage}) and is removed.")
                : Diagnostic.Error(DiagnosticCodes.CacheCorrupted, $"The cache entry {entry.Folder} is damaged ({damage}). {(parsed.GetValue(Repair) ? "A run uses it; try again when that has ended." : "Remove it with --repair; it is made again when it is needed.")}"));
        }

        if (parsed.GetValue(Json))
        {
            Console.WriteLine(ReportJson.Write(new { SchemaVersion = 1, Cache = cache.Root, Checked = count, Damaged = damaged }));
        }
        else
        {
            Console.WriteLine($"{count} entries checked, {damaged.Count} damaged, {damaged.Count(found => found.Removed)} removed");
        }

        return damaged.Any(found => !found.Removed) ? ExitCodes.Environment : ExitCodes.Success;
    }

    private static void Refuse(IReadOnlyList<System.CommandLine.Parsing.Token> tokens, Func<string, bool> isValid, string message, Action<string> addError)
    {
        if (tokens is [{ Value: var text }] && !isValid(text))
        {
            addError($"{message}, not '{text}'.");
        }
    }
}
