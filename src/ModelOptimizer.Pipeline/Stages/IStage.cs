using ModelOptimizer.Graph;
using ModelOptimizer.Pipeline.Diagnostics;
using ModelOptimizer.Pipeline.Keys;

namespace ModelOptimizer.Pipeline.Stages;

/// <summary>One step of a compression: a graph in, a graph out. Everything else it depends on goes into its key.</summary>
internal interface IStage
{
    /// <summary>Its name, as in the manifest.</summary>
    string Name { get; }

    /// <summary>Raised whenever the same options give another result than before, so that old cache entries are not taken for new ones.</summary>
    int Revision { get; }

    /// <summary>What it does, for people: <c>60 epochs on 205 images</c>.</summary>
    string Describe();

    /// <summary>Adds what determines the result beyond the stage before.</summary>
    void AddTo(KeyBuilder key);

    /// <summary>Refuses options that do not fit the model, before anything is trained.</summary>
    /// <param name="source">The model to start from.</param>
    /// <exception cref="PipelineException">They do not fit.</exception>
    void Check(ModelGraph source)
    {
    }

    /// <summary>Does the work.</summary>
    StageResult Run(StageContext context);
}
