using ModelOptimizer.Data.Annotations;
using ModelOptimizer.Graph;
using ModelOptimizer.Graph.Classification;
using ModelOptimizer.Graph.Darknet;
using ModelOptimizer.Graph.Detection;
using ModelOptimizer.Pipeline.Diagnostics;
using ModelOptimizer.Pipeline.Manifest;
using ModelOptimizer.Pipeline.Models;

namespace ModelOptimizer.Pipeline.SingleStages;

/// <summary>The manifest of one stage by itself, put together from a command line, the model and perhaps another manifest.</summary>
internal static class StageManifest
{
    /// <summary>Puts it together.</summary>
    /// <exception cref="PipelineException">An option is wrong; one diagnostic per cause.</exception>
    public static ManifestFile Of(StageRequest request)
    {
        var from = request.From is null ? null : ManifestFile.Read(request.From);
        var name = ManifestShape.Name(request.Stage);
        var section = StageSection.Of(from?.Find($"stages.{name}") as ObjectNode, request.Settings);
        var root = new ObjectNode(default, new(int.MaxValue, 0), [new("stages", default, new ObjectNode(default, new(int.MaxValue, 0), [new(name, default, section)]))]);
        var diagnostics = new DiagnosticList(from?.Path ?? "");
        var stages = Bind(request.Stage, section, diagnostics);
        var manifest = Compose(request, from, stages);
        var file = new ManifestFile(from?.Path ?? Path.GetFullPath(request.Output), manifest, root, [.. request.Settings.Select(setting => setting.Option)]);
        new ManifestRules(file, diagnostics).Check();
        return diagnostics.Any ? throw new PipelineException([.. diagnostics.InOrder().Select(file.Locate)]) : file;
    }

    private static StageOptions Bind(StageKind stage, ObjectNode section, DiagnosticList diagnostics)
    {
        var binder = new ManifestBinder(diagnostics);
        return stage switch
        {
            StageKind.Train => new() { Train = (TrainOptions)binder.BindRecord(typeof(TrainOptions), section) },
            StageKind.Sparsify => new() { Sparsify = (SparsifyOptions)binder.BindRecord(typeof(SparsifyOptions), section) },
            _ => new() { Distill = (DistillOptions)binder.BindRecord(typeof(DistillOptions), section) },
        };
    }

    private static CompressionManifest Compose(StageRequest request, ManifestFile? from, StageOptions stages)
    {
        var (model, graph) = Model(request);
        var isDetector = DetectorDescription.Read(graph) is not null;
        if (stages.Train is null && !model.IsTrained)
        {
            throw Usage($"{request.Model} comes untrained; train it first: modelopt train {request.Model} ...");
        }

        var given = from?.Manifest;
        var format = request.Format ?? given?.Data.Format ?? (isDetector ? DataFormat.Voc : DataFormat.Folder);
        if (format == DataFormat.Voc != isDetector)
        {
            throw Usage($"{request.Model} is a {(isDetector ? "detector" : "classifier")} and cannot be trained on data of the format \"{ManifestShape.Name(format)}\".");
        }

        var data = request.DataRoot is { } folder ? Path.GetFullPath(folder) : from?.Resolve(given!.Data.Root) ?? throw Usage("Give the data set's folder, --data, or a manifest that names one, --from.");
        var train = request.Train ?? given?.Data.Train ?? "train";
        return new()
        {
            Model = model,
            Task = isDetector ? TaskKind.Detection : TaskKind.Classification,
            Data = new()
            {
                Format = format,
                Root = data,
                Train = train,
                Val = request.Val ?? given?.Data.Val ?? "val",
                Classes = Classes(request, given, model, graph) ?? ImageFolderReader.Classes(data, train),
                Normalization = given?.Data.Normalization,
            },
            Seed = request.Seed ?? given?.Seed ?? 0,
            Device = request.Device ?? given?.Device ?? DeviceKind.Auto,
            Precision = request.Precision ?? given?.Precision ?? PrecisionKind.Auto,
            Stages = stages,
        };
    }

    private static (ModelOptions Options, ModelGraph Graph) Model(StageRequest request)
    {
        var (graph, _) = ModelArgument.Load(request.Model, request.ZooSettings);
        var path = Path.GetFullPath(request.Model);
        return (ModelArgument.ZooName(request.Model) is { } zoo
            ? new() { Zoo = zoo, Options = request.ZooSettings.Select(setting => ModelArgument.Split("--set", setting)).ToDictionary() }
            : request.Model.EndsWith(DarknetFile.Extension, StringComparison.OrdinalIgnoreCase)
            ? new() { Darknet = new() { Cfg = path, Weights = DarknetFile.WeightsBeside(path) } }
            : new() { Onnx = path }, graph);
    }

    // An architecture of the zoo takes any classes; a trained model has its own.
    private static IReadOnlyList<string>? Classes(StageRequest request, CompressionManifest? given, ModelOptions model, ModelGraph graph)
    {
        var own = DetectorDescription.Read(graph)?.Classes ?? ClassifierDescription.Read(graph)?.Classes;
        return request.Classes.Count > 0 ? request.Classes : model.Zoo is null ? own ?? given?.Data.Classes : given?.Data.Classes ?? own;
    }

    private static PipelineException Usage(string message) => new(Diagnostic.Error(DiagnosticCodes.Usage, message));
}
