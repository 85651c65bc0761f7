namespace ModelOptimizer.Pruning.Blocks;

/// <summary>A branch whose result is added to what bypasses it. Without the branch only the shortcut is left.</summary>
/// <param name="Branch">The value that the branch adds; it names the block.</param>
/// <param name="Shortcut">The value that bypasses the branch and takes the place of the sum.</param>
/// <param name="Join">The Add or Sum where both meet.</param>
/// <param name="Inputs">The values that the branch reads.</param>
/// <param name="Nodes">The operators that only the branch needs, in the order of the graph; blocks nested in it included.</param>
/// <param name="IsIdentity">Whether the shortcut is what the branch reads, so that removing the branch leaves an identity; else it is a projection of it.</param>
public sealed record ResidualBlock(string Branch, string Shortcut, string Join, IReadOnlyList<string> Inputs, IReadOnlyList<string> Nodes, bool IsIdentity)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Branch} ({string.Join(", ", Nodes)}) beside {Shortcut}";
}
