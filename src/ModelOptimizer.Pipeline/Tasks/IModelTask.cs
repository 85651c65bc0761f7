using ModelOptimizer.Graph;
using ModelOptimizer.Pipeline.Keys;
using ModelOptimizer.Pipeline.Manifest;
using ModelOptimizer.Pipeline.Verification;
using ModelOptimizer.Training.Loops;

namespace ModelOptimizer.Pipeline.Tasks;

/// <summary>What differs between models that detect and models that classify; stages, cache and gates are the same for both.</summary>
internal interface IModelTask
{
    /// <summary>The metric's name.</summary>
    string Metric { get; }

    /// <summary>What <see cref="Finish"/> does, for people.</summary>
    string Finishing { get; }

    /// <summary>Adds to the source's key what the task makes of a model.</summary>
    void AddTo(KeyBuilder key);

    /// <summary>The model with its description, once it is clear that it does what the manifest says.</summary>
    /// <exception cref="GraphException">It does something else; the message says what.</exception>
    ModelGraph Describe(ModelGraph graph);

    /// <summary>Reads a split, so that nothing is wrong with it that training would find later.</summary>
    /// <returns>Number of images.</returns>
    int Check(string split);

    /// <summary>Data and loss of a training.</summary>
    ITrainingTask Training(ModelGraph graph, TrainOptions options, ulong seed);

    /// <summary>Adds to the last stage's key what <see cref="Finish"/> was asked for beyond the usual.</summary>
    void AddFinishTo(KeyBuilder key);

    /// <summary>The form that an application uses.</summary>
    ModelGraph Finish(ModelGraph graph);

    /// <summary>The metric in ONNX Runtime, 0 to 1, on a split, or on so many images of it, spread evenly.</summary>
    double Measure(ModelGraph graph, string split, int? threads, Action<double>? progress, CancellationToken cancellation, int? images = null);

    /// <summary>The metric with what it is made of, class by class, in ONNX Runtime.</summary>
    Examination Examine(ModelGraph graph, string split, int? threads, Action<double>? progress, CancellationToken cancellation);

    /// <summary>Images of a split that show what two examined models find on them.</summary>
    IReadOnlyList<ExampleImage> Examples(string split, Examination before, Examination after, int seed);

    /// <summary>The finished model in ONNX Runtime against the trained one in the training engine, on images of a split.</summary>
    Parity Compare(ModelGraph artifact, ModelGraph trained, string split, int? threads, CancellationToken cancellation);
}
