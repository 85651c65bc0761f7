namespace ModelOptimizer.Search.Spaces;

/// <summary>Takes the decisions of a candidate, one after the other.</summary>
public interface IDecisions
{
    /// <summary>Whether a block leaves.</summary>
    /// <param name="decision">The step of the space's whole sequence, which is unique to the decision.</param>
    bool Removes(SearchStep decision);

    /// <summary>The part of a layer's channels that leave, 0 to the cap.</summary>
    /// <param name="decision">The step of the space's whole sequence, which is unique to the decision.</param>
    double Ratio(SearchStep decision);
}
