using System.CommandLine;
using ModelOptimizer.Pipeline;
using ModelOptimizer.Pipeline.Cache;

namespace ModelOptimizer.Tool.Commands;

/// <summary>What every verb about a manifest takes, so that all of them mean the same run.</summary>
internal sealed class ManifestOptions(string threads = "one per core")
{
    private readonly Argument<string> _manifest = new("MANIFEST") { Description = "The manifest, *.modelopt.json." };
    private readonly Option<string?> _cache = CommonOptions.Cache();
    private readonly Option<string?> _dataRoot = CommonOptions.DataRoot();
    private readonly Option<string?> _device = CommonOptions.Device();
    private readonly Option<int?> _threads = CommonOptions.Threads(threads);

    /// <summary>Adds them to a verb.</summary>
    public Command AddTo(Command command)
    {
        command.Arguments.Add(_manifest);
        command.Options.Add(_cache);
        command.Options.Add(_dataRoot);
        command.Options.Add(_device);
        command.Options.Add(_threads);
        return command;
    }

    /// <summary>The run that they describe.</summary>
    public CompressionRequest Request(ParseResult parsed) => new(parsed.GetValue(_manifest)!)
    {
        Cache = parsed.GetValue(_cache) ?? ContentCache.DefaultRoot,
        DataRoot = parsed.GetValue(_dataRoot),
        Device = CommonOptions.DeviceOf(parsed.GetValue(_device)),
        Threads = parsed.GetValue(_threads),
    };
}
