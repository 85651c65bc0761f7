namespace ModelOptimizer.Pipeline.Keys;

/// <summary>The hash of everything that determines a result, with the parts it was made from.</summary>
/// <param name="Hash">SHA-256 in 64 lower-case hexadecimal digits.</param>
/// <param name="Parts">Name and value of each part, in order; what <c>check</c> and the report show.</param>
public sealed record ContentKey(string Hash, IReadOnlyList<KeyPart> Parts)
{
    /// <summary>The hash.</summary>
    public override string ToString() => Hash;
}

/// <summary>One of the things a key is made from.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Value">Its value or its hash.</param>
public sealed record KeyPart(string Name, string Value);
