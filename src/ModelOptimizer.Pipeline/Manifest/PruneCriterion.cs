namespace ModelOptimizer.Pipeline.Manifest;

/// <summary>What makes a channel important.</summary>
public enum PruneCriterion
{
    /// <summary>The absolute scale of its batch normalisation.</summary>
    BnScale,
}
