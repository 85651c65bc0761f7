using ModelOptimizer.Graph.Darknet.Cfg;
using ModelOptimizer.Graph.Darknet.Weights;

namespace ModelOptimizer.Graph.Darknet;

/// <summary>Reads and writes networks of the YOLOv3/v4 family in Darknet's formats (<c>.cfg</c> and <c>.weights</c>).</summary>
public static class DarknetFile
{
    /// <summary>The extension of network descriptions.</summary>
    public const string Extension = ".cfg";

    /// <summary>
    /// Reads a network. Layer 7's nodes are named <c>layer7/...</c>; the input is <c>images</c> <c>[N, C, H, W]</c>, RGB in 0..1; the outputs are the raw
    /// maps before <c>[yolo]</c>, described by the model's metadata, or the last layer where there is no <c>[yolo]</c>.
    /// </summary>
    /// <exception cref="DarknetException">A file is missing, malformed, or describes what this library does not know.</exception>
    public static ModelGraph Read(string cfg, DarknetOptions? options = null)
    {
        options ??= new();
        var network = NetworkBuilder.Build(CfgReader.Read(cfg), Path.GetFileNameWithoutExtension(cfg), options);
        var header = WeightsHeader.Current;
        if (options.Weights is { } weights)
        {
            header = WeightsFile.Read(weights, network.Slots, network.Graph.Initializers);
        }
        else
        {
            FreshWeights.Draw(network, options.Seed);
        }

        network.Origin(header).Write(network.Graph);
        return network.Graph;
    }

    /// <summary>The <c>.weights</c> file that lies beside a <c>.cfg</c> under the same name, or null where there is none.</summary>
    public static string? WeightsBeside(string cfg) => Path.ChangeExtension(cfg, ".weights") is var weights && File.Exists(weights) ? weights : null;

    /// <summary>
    /// Writes <paramref name="graph"/> as a pair of files that reads back as the same function. <c>[net]</c> and <c>[yolo]</c> keep the training settings of the
    /// file that the graph came from; class names have no place in these formats.
    /// </summary>
    /// <exception cref="GraphException">Darknet cannot express a node (the message names it), or a place cannot be written to.</exception>
    public static void Write(ModelGraph graph, string cfg, string weights)
    {
        var writer = new NetworkWriter(graph);
        var text = writer.Write();
        string besideCfg = $"{cfg}.{Path.GetRandomFileName()}.tmp", besideWeights = $"{weights}.{Path.GetRandomFileName()}.tmp";
        try
        {
            File.WriteAllText(besideCfg, text);
            WeightsFile.Write(besideWeights, writer.Header, writer.Weights);
            File.Move(besideWeights, weights, overwrite: true);
            File.Move(besideCfg, cfg, overwrite: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            File.Delete(besideCfg);
            File.Delete(besideWeights);
            throw new GraphException($"{cfg}, {weights}: {error.Message}", error);
        }
    }
}
