using TorchSharp.Modules;

namespace ModelOptimizer.Training.Execution;

/// <summary>One trained tensor.</summary>
/// <param name="Name">The initializer it comes from and is exported to.</param>
/// <param name="Role">What it is to its operator.</param>
/// <param name="Tensor">The float32 values, 4-dimensional ones laid out channels last.</param>
public sealed record GraphParameter(string Name, ParameterRole Role, Parameter Tensor);
