using ModelOptimizer.Graph;
using ModelOptimizer.Graph.Detection;
using ModelOptimizer.Graph.Onnx;
using ModelOptimizer.Graph.Zoo;
using ModelOptimizer.Pipeline.Diagnostics;
using ModelOptimizer.Pipeline.Inputs;
using ModelOptimizer.Pipeline.Keys;
using ModelOptimizer.Pipeline.Manifest;

namespace ModelOptimizer.Pipeline.Stages;

/// <summary>Builds the zoo's architecture, or reads the ONNX file.</summary>
internal sealed class SourceStage(ManifestFile file, ProjectData data) : IStage
{
    private readonly ModelOptions model = file.Manifest.Model;

    public string Name => "source";

    public int Revision => 1;

    public string Describe() => model.Zoo is { } zoo ? $"{zoo} from the zoo" : model.Onnx!;

    public void AddTo(KeyBuilder key)
    {
        key.Add("model", ManifestText.Normalise(model with { Onnx = null }));
        key.Add("classes", string.Join('\n', data.Classes));
        key.Add("onnx", model.Onnx is null ? "" : HashOfFile());
    }

    public StageResult Run(StageContext context)
    {
        var graph = model.Zoo is null ? OnnxFile.Read(file.Resolve(model.Onnx!)) : Build(model.Zoo);
        var described = DetectorDescription.Read(graph) ?? throw Refuse(
            $"This model does not say how its outputs are detections: its metadata has no \"{DetectorDescription.MetadataKey}\".");
        return described.Classes.SequenceEqual(data.Classes)
            ? new(graph) { IsTrained = model.Zoo is null }
            : throw Refuse($"This model detects {string.Join(", ", described.Classes)}; the data set's classes are {string.Join(", ", data.Classes)}.");
    }

    private ModelGraph Build(string zoo)
    {
        try
        {
            var options = ZooOptions.Parse(model.Options) with { Classes = data.Classes };
            return ModelZoo.Build(zoo, model.Options.ContainsKey("seed") ? options : options with { Seed = file.Manifest.Seed });
        }
        catch (GraphException error)
        {
            throw Refuse(error.Message);
        }
    }

    private string HashOfFile()
    {
        var path = file.Resolve(model.Onnx!);
        return File.Exists(path) ? FileHash.Of(path) : throw Refuse($"The model {path} does not exist.");
    }

    private PipelineException Refuse(string message) => new(file.Error(model.Zoo is null ? "model.onnx" : "model", DiagnosticCodes.ModelInvalid, message));
}
