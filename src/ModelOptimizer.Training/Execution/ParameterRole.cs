namespace ModelOptimizer.Training.Execution;

/// <summary>What a trained tensor is to its operator.</summary>
public enum ParameterRole
{
    /// <summary>The kernel of a convolution or the matrix of a product; the only role with weight decay.</summary>
    Weight,

    /// <summary>Added to the output of a convolution or product.</summary>
    Bias,

    /// <summary>gamma of a batch normalisation.</summary>
    Scale,

    /// <summary>beta of a batch normalisation.</summary>
    Shift,

    /// <summary>Scale or shift of an instance normalisation, or the slope of a PRelu.</summary>
    Affine,
}
