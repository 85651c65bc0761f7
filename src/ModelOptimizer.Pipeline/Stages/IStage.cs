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

    /// <summary>Does the work.</summary>
    StageResult Run(StageContext context);
}
