namespace ModelOptimizer.Pruning.Coupling;

/// <summary>What the entries along a channel axis of an initializer do.</summary>
public enum ChannelRole
{
    /// <summary>Rows that produce the channels: filters of a convolution, outputs of a matrix product.</summary>
    Output,

    /// <summary>Slices that read the channels.</summary>
    Input,

    /// <summary>One bias per channel.</summary>
    Bias,

    /// <summary>Gamma of a BatchNormalization.</summary>
    Scale,

    /// <summary>Beta of a BatchNormalization.</summary>
    Shift,

    /// <summary>Running mean or variance of a BatchNormalization.</summary>
    Statistic,

    /// <summary>An operand of an elementwise operator.</summary>
    Elementwise,
}
