namespace ModelOptimizer.Training.Losses;

/// <summary>What each row of <see cref="HeadRows"/> is to learn.</summary>
/// <param name="Rows">Rows assigned to an object.</param>
/// <param name="Constants">Per assigned row, <see cref="Columns"/> numbers and the class targets.</param>
/// <param name="Objectness">The objectness target of every row.</param>
/// <param name="Weights">1 for rows whose objectness counts, 0 for ignored ones.</param>
internal sealed record TargetAssignment(long[] Rows, float[] Constants, float[] Objectness, float[] Weights)
{
    /// <summary>Numbers before the class targets: cell x, y; stride; scaleXY; anchor width, height; target centre x, y, width, height.</summary>
    public const int Columns = 10;
}
