using ModelOptimizer.Graph;

namespace ModelOptimizer.Pruning.Selection;

/// <summary>Measures how fast models run, on whatever they are pruned for.</summary>
public interface ILatencyMeter
{
    /// <summary>The median time of one run at batch size 1, in milliseconds.</summary>
    double Milliseconds(ModelGraph graph);
}
