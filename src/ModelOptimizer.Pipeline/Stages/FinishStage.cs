using ModelOptimizer.Graph;
using ModelOptimizer.Graph.Rewrites;
using ModelOptimizer.Pipeline.Keys;

namespace ModelOptimizer.Pipeline.Stages;

/// <summary>Makes the trained graph ready for use: boxes and scores as outputs, BatchNorm and constants folded.</summary>
internal sealed class FinishStage(string name) : IStage
{
    public string Name => "finish";

    public int Revision => 1;

    public string Describe() => "decoder appended, BatchNorm and constants folded";

    public void AddTo(KeyBuilder key) => key.Add("name", name);

    public StageResult Run(StageContext context) => new(Finish(context.Input(), name));

    /// <summary>The finished form of a detector with raw heads.</summary>
    public static ModelGraph Finish(ModelGraph graph, string name)
    {
        var finished = ConstantFolding.Apply(BatchNormFolding.Apply(DetectorDecoder.Append(graph)));
        finished.Name = name;
        return finished;
    }
}
