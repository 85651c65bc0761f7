namespace ModelOptimizer.Training.Operators;

/// <summary>How Resize changes one axis.</summary>
/// <param name="Index">Which axis.</param>
/// <param name="Before">Its size in the operand.</param>
/// <param name="After">Its size in the result.</param>
/// <param name="Scale">The stated factor, or the quotient of stated sizes.</param>
/// <param name="Start">Where the region of interest begins, from 0 to 1.</param>
/// <param name="End">Where it ends.</param>
internal readonly record struct ResizedAxis(int Index, long Before, long After, double Scale, double Start, double End)
{
    /// <summary>Whether the factor leads to exactly the new size, as torch assumes.</summary>
    public bool IsExact => Before * Scale == After;
}
