namespace ModelOptimizer.Pruning.Criteria;

/// <summary>How CPMC combines the value V, computation F and parameters P of a channel.</summary>
public enum CpmcForm
{
    /// <summary>N(V) + a (1 - N(F)) + b (1 - N(P)), N mapping the model's smallest to 0 and its largest to 1.</summary>
    Sum,

    /// <summary>V / (F^a P^b), each relative to the model's mean: value per cost, without a scale.</summary>
    Product,
}
