using ModelOptimizer.Data;
using ModelOptimizer.Data.Annotations;
using ModelOptimizer.Graph;
using ModelOptimizer.Graph.Classification;
using ModelOptimizer.Graph.Detection;
using ModelOptimizer.Graph.Onnx;
using ModelOptimizer.Pruning.Selection;
using ModelOptimizer.Search.Rollouts;
using ModelOptimizer.Training;
using ModelOptimizer.Training.Runtime;

namespace ModelOptimizer.Search.Workers;

/// <summary>Makes rollouts of what a setup names.</summary>
public static class RolloutLoader
{
    /// <summary>Reads model and annotations.</summary>
    /// <param name="setup">What to read.</param>
    /// <param name="meter">Measures latency, where the setup asks for it.</param>
    /// <exception cref="SearchException">The model describes itself neither as a detector nor as a classifier.</exception>
    /// <exception cref="GraphException">The model cannot be read.</exception>
    /// <exception cref="DatasetException">The data set is missing or malformed.</exception>
    /// <exception cref="TrainingException">The device is not there.</exception>
    public static Rollout Load(RolloutSetup setup, Func<ILatencyMeter> meter)
    {
        ArgumentNullException.ThrowIfNull(setup);
        ArgumentNullException.ThrowIfNull(meter);
        setup.Options.Check();
        ProcessTuning.Apply(setup.Threads);
        var graph = OnnxFile.Read(setup.Model);
        var task = Task(graph, setup);
        var target = ComputeTarget.Resolve(setup.Device, setup.Precision);
        TorchSharp.torch.set_num_threads(setup.Threads);
        return new(graph, task, setup.Options, target, setup.Seed, setup.Threads, setup.MeasuresLatency ? meter() : null);
    }

    private static IRolloutTask Task(ModelGraph graph, RolloutSetup setup)
    {
        if (DetectorDescription.Read(graph) is { } detector)
        {
            return new DetectionRollouts(detector, VocReader.Read(setup.Data, setup.Train, detector.Classes), VocReader.Read(setup.Data, setup.Validation, detector.Classes), setup.Options, setup.Seed);
        }

        var classifier = ClassifierDescription.Read(graph)
            ?? throw new SearchException($"The model {setup.Model} describes itself neither as a detector nor as a classifier, so its candidates cannot be judged.");
        return new ClassificationRollouts(
            classifier, ImageFolderReader.Read(setup.Data, setup.Train, classifier.Classes), ImageFolderReader.Read(setup.Data, setup.Validation, classifier.Classes), setup.Options, setup.Seed);
    }
}
