using ModelOptimizer.Graph;
using ModelOptimizer.Graph.Darknet;
using ModelOptimizer.Graph.Onnx;
using ModelOptimizer.Graph.Zoo;
using ModelOptimizer.Pipeline.Diagnostics;
using ModelOptimizer.Pipeline.Inputs;
using ModelOptimizer.Pipeline.Keys;
using ModelOptimizer.Pipeline.Manifest;
using ModelOptimizer.Pipeline.Tasks;

namespace ModelOptimizer.Pipeline.Stages;

/// <summary>Builds the zoo's architecture, or reads the ONNX file or Darknet's.</summary>
internal sealed class SourceStage(ManifestFile file, IModelTask task, ProjectData data) : IStage
{
    private readonly ModelOptions model = file.Manifest.Model;

    public string Name => "source";

    public int Revision => 1;

    public string Describe() => model.Zoo is { } zoo ? $"{zoo} from the zoo" : model.Darknet?.Cfg ?? model.Onnx!;

    public void AddTo(KeyBuilder key)
    {
        key.Add("model", ManifestText.Normalise(model with { Onnx = null, Darknet = null }));
        key.Add("classes", string.Join('\n', data.Classes));
        key.Add("onnx", HashOf("model.onnx", model.Onnx));
        if (model.Darknet is { } darknet)
        {
            key.Add("darknet.cfg", HashOf("model.darknet.cfg", darknet.Cfg));
            key.Add("darknet.weights", HashOf("model.darknet.weights", darknet.Weights));
        }

        task.AddTo(key);
    }

    public StageResult Run(StageContext context)
    {
        var graph = model.Zoo is { } zoo ? Build(zoo) : model.Darknet is { } darknet ? Read(darknet) : OnnxFile.Read(file.Resolve(model.Onnx!));
        try
        {
            return new(task.Describe(graph)) { IsTrained = model.IsTrained };
        }
        catch (GraphException error)
        {
            throw Refuse(Source, error.Message);
        }
    }

    /// <summary>The name in the manifest that says where the model comes from.</summary>
    private string Source => model.Zoo is not null ? "model" : model.Darknet is not null ? "model.darknet" : "model.onnx";

    private ModelGraph Build(string zoo)
    {
        try
        {
            var options = ZooOptions.Parse(model.Options) with { Classes = data.Classes };
            return ModelZoo.Build(zoo, model.Options.ContainsKey("seed") ? options : options with { Seed = file.Manifest.Seed });
        }
        catch (GraphException error)
        {
            throw Refuse(Source, error.Message);
        }
    }

    private ModelGraph Read(DarknetFiles files) => DarknetFile.Read(
        file.Resolve(files.Cfg),
        new() { Weights = files.Weights is { } weights ? file.Resolve(weights) : null, Classes = data.Classes, Seed = file.Manifest.Seed });

    private string HashOf(string name, string? value)
    {
        var path = value is null ? null : file.Resolve(value);
        return path is null ? "" : File.Exists(path) ? FileHash.Of(path) : throw Refuse(name, $"The model {path} does not exist.");
    }

    private PipelineException Refuse(string name, string message) => new(file.Error(name, DiagnosticCodes.ModelInvalid, message));
}
