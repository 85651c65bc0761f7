using ModelOptimizer.Graph;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ModelOptimizer.Training.Execution;

/// <summary>The tensors that training changes: parameters and running statistics, in the order of first use in the graph.</summary>
public sealed class GraphParameters : IDisposable
{
    internal GraphParameters(ModelGraph graph, Device device)
    {
        // Owned by this object, whatever scope the caller is in.
        Trained = [.. ParameterRoles.Trained(graph).Select(use => new GraphParameter(use.Name, use.Role, Load(graph.Initializers[use.Name], device)))];
        Statistics = [.. ParameterRoles.Statistics(graph)
            .Select(name => new GraphBuffer(name, graph.Initializers[name].ToTensor(device).DetachFromDisposeScope()))];
    }

    /// <summary>What the optimizer changes.</summary>
    public IReadOnlyList<GraphParameter> Trained { get; }

    /// <summary>What batch normalisation changes while training.</summary>
    public IReadOnlyList<GraphBuffer> Statistics { get; }

    /// <summary>All float tensors that make up the state of the network: <see cref="Trained"/>, then <see cref="Statistics"/>.</summary>
    public IEnumerable<(string Name, Tensor Tensor)> All =>
        Trained.Select(parameter => (parameter.Name, (Tensor)parameter.Tensor)).Concat(Statistics.Select(buffer => (buffer.Name, buffer.Tensor)));

    /// <summary>Forgets all gradients.</summary>
    public void ClearGradients()
    {
        foreach (var parameter in Trained)
        {
            parameter.Tensor.grad = null;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var (_, tensor) in All)
        {
            tensor.Dispose();
        }
    }

    private static Parameter Load(TensorData data, Device device)
    {
        using var scope = NewDisposeScope();
        var parameter = new Parameter(data.ToTensor(device).ChannelsLast());
        parameter.DetachFromDisposeScope();
        return parameter;
    }
}
