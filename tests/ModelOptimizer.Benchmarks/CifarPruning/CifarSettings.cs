namespace ModelOptimizer.Benchmarks.CifarPruning;

/// <summary>What every run of the experiment has in common; results of other settings are not mixed with these.</summary>
/// <param name="Model">File name of the trained model.</param>
/// <param name="Scope">Where scores compete: layer, group or global.</param>
/// <param name="Epochs">Epochs of fine-tuning.</param>
/// <param name="TrainingImages">Images of an epoch, spread evenly over the training set.</param>
/// <param name="Split">Where accuracy is measured: test, or train to choose options without a look at the test set.</param>
/// <param name="TestImages">Images measured on, spread evenly over that split.</param>
/// <param name="StatisticsImages">Training images over which BatchNorm statistics are re-measured after the cut.</param>
/// <param name="BatchSize">Images per step.</param>
/// <param name="LearningRate">Learning rate after a warm-up of a tenth of an epoch, falling as half a cosine.</param>
/// <param name="WeightDecay">Weight decay.</param>
/// <param name="Precision">Number format of convolutions in training; measuring is float32.</param>
internal sealed record CifarSettings(
    string Model,
    string Scope,
    int Epochs,
    int TrainingImages,
    string Split,
    int TestImages,
    int StatisticsImages,
    int BatchSize,
    double LearningRate,
    double WeightDecay,
    string Precision);
