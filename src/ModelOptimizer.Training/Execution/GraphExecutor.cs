using System.Runtime.InteropServices;
using ModelOptimizer.Graph;
using ModelOptimizer.Training.Runtime;
using static TorchSharp.torch;

namespace ModelOptimizer.Training.Execution;

/// <summary>
/// Runs any graph of the supported operators with autograd. The parameters are the graph's own initializers; there is no other definition of
/// the model. Activations are laid out channels last. With bfloat16 products, each convolution casts its float32 weights once per pass,
/// activations between convolutions are bfloat16, and graph outputs and raw detector heads continue in float32.
/// Not thread-safe; use one thread throughout.
/// </summary>
public sealed class GraphExecutor : IDisposable
{
    private readonly ModelGraph _graph;
    private readonly ComputeTarget _target;
    private readonly ExecutionPlan _plan;
    private readonly Tensor?[] _values;
    private readonly List<(string Name, Tensor Value)> _digested = [];

    /// <summary>Makes a graph ready to run.</summary>
    /// <param name="graph">The graph; not changed, and not to be changed while this executor is in use.</param>
    /// <param name="target">Device and number format.</param>
    /// <param name="taps">Values inside the graph that <see cref="Run(Tensor, ExecutionMode)"/> returns next to the outputs.</param>
    /// <param name="digests">What to compute from values inside the graph and return as well, without keeping those values.</param>
    /// <exception cref="TrainingException">An operator or attribute is not supported, or a tap does not exist.</exception>
    public GraphExecutor(ModelGraph graph, ComputeTarget target, IEnumerable<string>? taps = null, IEnumerable<Digest>? digests = null)
    {
        _graph = graph;
        _target = target;
        _plan = ExecutionPlan.Of(graph, taps ?? [], digests ?? []);
        Parameters = new(graph, target.Device);
        _values = new Tensor?[_plan.SlotCount];
        foreach (var (name, tensor) in Parameters.All)
        {
            _values[_plan.Slot(name)] = tensor;
        }

        foreach (var (name, data) in _plan.Constants)
        {
            // Integers are shape arithmetic, done on the processor.
            _values[_plan.Slot(name)] ??= data.ToTensor(data.Type == ElementType.Int64 ? CPU : target.Device).DetachFromDisposeScope();
        }
    }

    /// <summary>The tensors that training changes.</summary>
    public GraphParameters Parameters { get; }

    /// <summary>
    /// One forward pass. The result holds the graph's outputs, the taps and the digests by name; its tensors belong to the caller's current scope.
    /// In <see cref="ExecutionMode.Inference"/> nothing is recorded for a backward pass.
    /// </summary>
    /// <param name="input">The graph's input, <c>[N, C, H, W]</c>, of any memory layout, on any device.</param>
    /// <param name="mode">What the pass is for.</param>
    public IReadOnlyDictionary<string, Tensor> Run(Tensor input, ExecutionMode mode)
    {
        using var gradients = set_grad_enabled(mode == ExecutionMode.Training);
        using var scope = NewDisposeScope();
        try
        {
            _values[_plan.Input] = input.to(_target.Device).ChannelsLast();
            Digest(_plan.Input);
            foreach (var step in _plan.Steps)
            {
                Run(step, mode);
            }

            return _plan.Results.Select(result => (result.Name, Value: Result(result.Slot))).Concat(_digested)
                .ToDictionary(result => result.Name, result => scope.MoveToOuter(result.Value), StringComparer.Ordinal);
        }
        finally
        {
            _plan.ForgetActivations(_values);
            _digested.Clear();
        }
    }

    /// <summary>
    /// Casts the weights of products once and for all instead of in every pass. For a graph whose parameters no longer change; passes that train it, or change
    /// them, no longer see each other.
    /// </summary>
    public void Freeze()
    {
        using var gradients = no_grad();
        foreach (var slot in _target.Products == ScalarType.Float32 ? [] : _plan.Factors().Where(slot => _values[slot]!.dtype == ScalarType.Float32))
        {
            _values[slot] = _values[slot]!.to(_target.Products).DetachFromDisposeScope();
        }
    }

    /// <summary>The graph with the current parameters and statistics as its initializers.</summary>
    public ModelGraph Export() => Export(Parameters.All);

    /// <summary>The graph with <paramref name="weights"/>, such as a moving average of the parameters, as its initializers.</summary>
    public ModelGraph Export(IEnumerable<(string Name, Tensor Tensor)> weights)
    {
        var exported = _graph.Clone();
        foreach (var (name, tensor) in weights)
        {
            exported.Initializers[name] = tensor.ToTensorData();
        }

        return exported;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Parameters.Dispose();
        foreach (var value in _values)
        {
            value?.Dispose();
        }
    }

    // A constant or the input itself stays where it is; the caller gets a handle of its own.
    private Tensor Result(int slot) => _plan.IsComputed(slot) ? _values[slot]! : _values[slot]!.alias();

    private void Run(ExecutionStep step, ExecutionMode mode)
    {
        using (var scope = NewDisposeScope())
        {
            var outputs = Compute(step, mode);
            for (var output = 0; output < step.Outputs.Length; output++)
            {
                var slot = step.Outputs[output];
                if (slot < 0)
                {
                    continue;
                }

                var value = output < outputs.Length ? outputs[output]
                    : throw new TrainingException($"{step.Node} cannot be executed for training: its output {output} is not supported.");
                _values[slot] = scope.MoveToOuter(_plan.IsFloat32(slot) && value.dtype == ScalarType.BFloat16 ? value.to(ScalarType.Float32) : value);
            }
        }

        foreach (var slot in step.Outputs)
        {
            Digest(slot);
        }

        // What autograd needs it holds itself; the handle here would only keep the rest alive.
        foreach (var slot in step.Released)
        {
            _values[slot]!.Dispose();
            _values[slot] = null;
        }
    }

    private void Digest(int slot)
    {
        foreach (var digest in _plan.Digests[slot])
        {
            using var scope = NewDisposeScope();
            _digested.Add((digest.Name, scope.MoveToOuter(digest.Compute(_values[slot]!))));
        }
    }

    private Tensor[] Compute(ExecutionStep step, ExecutionMode mode)
    {
        try
        {
            return step.Operator.Run(new(_values, step, mode, _target));
        }
        catch (ExternalException error)
        {
            throw new TrainingException($"{step.Node} cannot be executed: {CauseOf(error)}", error);
        }
    }

    // Some builds of libtorch append a backtrace of its own code.
    private static string CauseOf(ExternalException error) => error.Message.Split("\nException raised from")[0].TrimEnd();
}
