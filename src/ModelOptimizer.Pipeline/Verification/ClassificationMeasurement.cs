using ModelOptimizer.Data.Batches;
using ModelOptimizer.Data.Images;
using ModelOptimizer.Data.Metrics;
using ModelOptimizer.Graph;
using ModelOptimizer.Graph.Classification;
using ModelOptimizer.Graph.Onnx;
using ModelOptimizer.Pipeline.Diagnostics;

namespace ModelOptimizer.Pipeline.Verification;

/// <summary>Measures a classifier in ONNX Runtime on labelled images.</summary>
public static class ClassificationMeasurement
{
    /// <summary>The metric's name.</summary>
    public const string Metric = "top-1";

    private const int MostAtOnce = 32;

    /// <summary>The accuracy of a classifier.</summary>
    /// <param name="graph">A classifier that describes itself.</param>
    /// <param name="images">The images, in the size of its input.</param>
    /// <param name="threads">Threads for one batch; null for one per core.</param>
    /// <param name="progress">Hears the fraction of images done; may be null.</param>
    /// <param name="cancellation">Ends the measurement.</param>
    /// <exception cref="PipelineException">The model is no classifier of the images' classes, or ONNX Runtime refuses it.</exception>
    public static ClassificationAccuracy Measure(
        ModelGraph graph, ClassificationImages images, int? threads, Action<double>? progress, CancellationToken cancellation) =>
        Measure(graph, images, threads, progress, answered: null, cancellation);

    /// <summary>The same, telling what each image is taken for, in order.</summary>
    internal static ClassificationAccuracy Measure(
        ModelGraph graph, ClassificationImages images, int? threads, Action<double>? progress, Action<Answer>? answered, CancellationToken cancellation)
    {
        var accuracy = new TopAccuracy(images.Dataset.Classes.Count);
        var batches = Batches(graph, images, graph.Inputs[0].Shape?[0].Value is null ? MostAtOnce : 1);
        using var session = new OnnxSession(OnnxFile.ToBytes(graph), threads);
        var (logits, done) = (session.IndexOf(graph.Outputs[0].Name), 0);
        foreach (var batch in batches.Read(cancellation))
        {
            using (batch)
            {
                using var outputs = session.Run(batch.Pixels, [batch.Count, 3, batch.Height, batch.Width]);
                Add(outputs[logits].GetTensorDataAsSpan<float>(), batch.Labels, accuracy, answered);
                done += batch.Count;
                progress?.Invoke((double)done / batches.Count);
            }
        }

        return accuracy.Compute();
    }

    /// <summary>The images as the classifier wants them, in order.</summary>
    internal static ClassificationBatchLoader Batches(ModelGraph graph, ClassificationImages images, int batchSize)
    {
        var described = Describe(graph);
        return described.Classes.SequenceEqual(images.Dataset.Classes)
            ? new(images, new BatchOptions { BatchSize = batchSize, Layout = PixelLayout.ChannelsFirst }, Normalization(described))
            : throw Refuse($"The model \"{graph.Name}\" recognises {string.Join(", ", described.Classes)}; the data set's classes are {string.Join(", ", images.Dataset.Classes)}.");
    }

    /// <summary>What the classifier takes instead of samples from 0 to 1.</summary>
    internal static ChannelNormalization Normalization(ClassifierDescription classifier) =>
        new(classifier.Mean ?? ChannelNormalization.None.Mean, classifier.Deviation ?? ChannelNormalization.None.Deviation);

    private static ClassifierDescription Describe(ModelGraph graph) => ClassifierDescription.Read(graph)
        ?? throw Refuse($"The model \"{graph.Name}\" does not say what it recognises: its metadata has no \"{ClassifierDescription.MetadataKey}\".");

    private static void Add(ReadOnlySpan<float> logits, long[] labels, TopAccuracy accuracy, Action<Answer>? answered)
    {
        var classes = logits.Length / labels.Length;
        for (var image = 0; image < labels.Length; image++)
        {
            var own = logits.Slice(image * classes, classes);
            accuracy.Add(own, (int)labels[image]);
            answered?.Invoke(Answer.Of(own));
        }
    }

    private static PipelineException Refuse(string message) => new(Diagnostic.Error(DiagnosticCodes.ModelInvalid, message));
}
