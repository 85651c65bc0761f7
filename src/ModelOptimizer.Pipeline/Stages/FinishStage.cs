using ModelOptimizer.Graph;
using ModelOptimizer.Pipeline.Keys;
using ModelOptimizer.Pipeline.Tasks;

namespace ModelOptimizer.Pipeline.Stages;

/// <summary>Makes the trained graph ready for use, as its task says.</summary>
internal sealed class FinishStage(IModelTask task, string name) : IStage
{
    public string Name => "finish";

    public int Revision => 1;

    public string Describe() => task.Finishing;

    public void AddTo(KeyBuilder key) => task.AddFinishTo(key.Add("name", name));

    public StageResult Run(StageContext context) => new(Finish(task, context.Input(), name));

    /// <summary>The finished form of a trained graph.</summary>
    public static ModelGraph Finish(IModelTask task, ModelGraph graph, string name)
    {
        var finished = task.Finish(graph);
        finished.Name = name;
        return finished;
    }
}
