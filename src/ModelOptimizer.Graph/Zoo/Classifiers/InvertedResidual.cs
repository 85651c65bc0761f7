namespace ModelOptimizer.Graph.Zoo.Classifiers;

/// <summary>The mobile networks' block (Sandler et al., arXiv 1801.04381): widen, filter each channel by itself, scale by a gate, narrow.</summary>
/// <param name="Activation">Behind the first two convolutions.</param>
/// <param name="Gate">Appends squeeze and excitation, or null where there is none.</param>
/// <param name="Epsilon">Of batch normalization.</param>
internal sealed record InvertedResidual(Activation Activation, Func<Feature, string, Feature>? Gate = null, float Epsilon = 1e-5f)
{
    /// <summary>Appends one block; input and result are added where their shapes agree.</summary>
    public Feature Append(Feature x, string name, int expanded, int channels, int kernel, int stride)
    {
        var inner = expanded == x.Channels ? x : x.ConvNorm($"{name}/expand", expanded, 1, Activation, epsilon: Epsilon);
        inner = inner.ConvNorm($"{name}/depthwise", expanded, kernel, Activation, stride, groups: expanded, Epsilon);
        inner = Gate is null ? inner : Gate(inner, $"{name}/gate");
        var result = inner.ConvNorm($"{name}/project", channels, 1, epsilon: Epsilon);
        return stride == 1 && x.Channels == channels ? result.Add($"{name}/add", x) : result;
    }
}
