using ModelOptimizer.Data.Augmentation;
using ModelOptimizer.Data.Batches;
using ModelOptimizer.Data.Images;
using ModelOptimizer.Graph;
using ModelOptimizer.Graph.Classification;
using ModelOptimizer.Graph.Rewrites;
using ModelOptimizer.Pipeline.Inputs;
using ModelOptimizer.Pipeline.Keys;
using ModelOptimizer.Pipeline.Manifest;
using ModelOptimizer.Pipeline.Verification;
using ModelOptimizer.Training.Loops;

namespace ModelOptimizer.Pipeline.Tasks;

/// <summary>Classifiers whose single output is one logit per class.</summary>
internal sealed class Classification(DataOptions options, ProjectData data) : IModelTask
{
    private const int MostConfusions = 1000;

    private readonly Dictionary<(string Split, int? Most), ClassificationImages> decoded = [];

    public string Metric => ClassificationMeasurement.Metric;

    public string Finishing => "BatchNorm and constants folded";

    public void AddTo(KeyBuilder key) => key
        .Add("task", ManifestShape.Name(TaskKind.Classification))
        .Add("normalization", ManifestText.Normalise(options.Normalization ?? new()));

    public ModelGraph Describe(ModelGraph graph)
    {
        var described = ClassifierShape.Describe(graph, data.Classes);
        if (!described.Classes.SequenceEqual(data.Classes))
        {
            throw new GraphException($"This model recognises {string.Join(", ", described.Classes)}; the data set's classes are {string.Join(", ", data.Classes)}.");
        }

        var result = graph.Clone();
        (options.Normalization is null ? described : described with
        {
            Mean = [.. options.Normalization.Mean.Select(value => (float)value)],
            Deviation = [.. options.Normalization.Deviation.Select(value => (float)value)],
        }).Write(result);
        return result;
    }

    public int Check(string split)
    {
        var dataset = data.Classification(split);
        foreach (var sample in dataset.Samples)
        {
            _ = ImageFile.ReadSize(sample.Path);
        }

        return dataset.Samples.Count;
    }

    public ITrainingTask Training(ModelGraph graph, TrainOptions train, ulong seed) =>
        new ClassificationTask(graph, Loader(graph, data.Train, train.BatchSize, Augmentation(train.Augmentation), seed), train.LabelSmoothing ?? 0);

    public void AddFinishTo(KeyBuilder key)
    {
        // Nothing: there is one form only.
    }

    public ModelGraph Finish(ModelGraph graph) => ConstantFolding.Apply(BatchNormFolding.Apply(graph));

    public double Measure(ModelGraph graph, string split, int? threads, Action<double>? progress, CancellationToken cancellation, int? images = null) =>
        ClassificationMeasurement.Measure(graph, Images(graph, split, images), threads, progress, cancellation).Top1;

    public Examination Examine(ModelGraph graph, string split, int? threads, Action<double>? progress, CancellationToken cancellation)
    {
        List<Answer> answers = [];
        var accuracy = ClassificationMeasurement.Measure(graph, Images(graph, split), threads, progress, answers.Add, cancellation);
        return new(accuracy.Top1, [.. accuracy.Classes.Select(found => new MeasuredClass(data.Classes[found.Class], found.Images, found.Recall))])
        {
            Answers = answers,
            Confusions = [.. accuracy.Confusions.Take(MostConfusions).Select(found => new ConfusedClasses(data.Classes[found.Class], data.Classes[found.Taken], found.Images))],
        };
    }

    public IReadOnlyList<ExampleImage> Examples(string split, Examination before, Examination after, int seed)
    {
        var samples = data.Classification(split).Samples;
        var chosen = AnswerChoice.Choose([.. samples.Select(sample => sample.Class)], before.Answers, after.Answers, seed);
        return [.. chosen.Select(choice => ExamplePictures.Of(data.Classes, samples[choice.Image], choice.Why, before.Answers[choice.Image], after.Answers[choice.Image]))];
    }

    public Parity Compare(ModelGraph artifact, ModelGraph trained, string split, int? threads, CancellationToken cancellation)
    {
        var batches = ClassificationMeasurement.Batches(trained, Images(trained, split), batchSize: 1).Read(cancellation).Take(Parity.MostImages);
        var count = Math.Min(Parity.MostImages, data.Count(split));
        return new(count, null, Parity.Measure(artifact, trained, batches, threads).Values.Max());
    }

    private ClassificationBatchLoader Loader(ModelGraph graph, string split, int batchSize, CropOptions augmentation, ulong seed) =>
        new(Images(graph, split), new BatchOptions { BatchSize = batchSize }, ClassificationMeasurement.Normalization(ClassifierDescription.Read(graph)!), augmentation, seed);

    // All stages take images of the same size, so they share what is decoded.
    private ClassificationImages Images(ModelGraph graph, string split, int? most = null)
    {
        if (!decoded.TryGetValue((split, most), out var images))
        {
            var (described, dataset) = (ClassifierDescription.Read(graph)!, data.Classification(split));
            images = decoded[(split, most)] = new(most is { } count ? dataset.Thin(count) : dataset, described.InputWidth, described.InputHeight);
        }

        return images;
    }

    private static CropOptions Augmentation(Manifest.AugmentationOptions wanted) => new()
    {
        Padding = wanted.Crop ?? new CropOptions().Padding,
        HorizontalFlip = (float)wanted.HorizontalFlip,
        VerticalFlip = (float)wanted.VerticalFlip,
    };
}
