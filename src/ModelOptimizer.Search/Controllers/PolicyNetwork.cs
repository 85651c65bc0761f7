using ModelOptimizer.Data.Augmentation;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ModelOptimizer.Search.Controllers;

/// <summary>
/// What the controller knows. A step reads the embedding of the decision before it and that of its own position (the latter is ours: without it, the
/// state alone must tell two hundred layers apart). A block leaves with softmax(2.5 tanh(h W) + log of its prior); a ratio is cap * sigmoid(x) with x from a normal
/// distribution of mean 4 tanh(h w) and deviation 0.1 + 0.9 exp(2 tanh(h w')), so that no probability piles up on the bounds.
/// </summary>
internal sealed class PolicyNetwork : IDisposable
{
    private const double LogitBound = 2.5;
    private const double MeanBound = 4;
    private const double LeastDeviation = 0.1;
    private const float InitialRange = 0.1f;

    private readonly double _blockOffset;
    private readonly List<Parameter> _parameters = [];
    private readonly Parameter _start;
    private readonly Parameter _positions;
    private readonly Parameter _block;
    private readonly Parameter _ratio;
    private readonly Parameter _blockEmbedding;
    private readonly Parameter _ratioEmbedding;

    public PolicyNetwork(int steps, ControllerOptions options, double blockPrior, ulong seed, ScalarType type = ScalarType.Float32)
    {
        _blockOffset = Math.Log(blockPrior / (1 - blockPrior));
        var random = RandomSequence.Derive(seed, ulong.MaxValue);
        var units = options.Units;
        _start = Make(1, units);
        _positions = Make(steps, units);
        _block = Make(units, 2);
        _ratio = Make(units, 2);
        _blockEmbedding = Make(2, units);
        _ratioEmbedding = Make(2, units);
        Stack = new([.. Enumerable.Range(0, options.Layers).Select(_ => Make(2 * units, 4 * units))], units);

        Parameter Make(int rows, int columns)
        {
            using var scope = NewDisposeScope();
            var values = new float[rows * columns];
            for (var index = 0; index < values.Length; index++)
            {
                values[index] = random.NextSingle(-InitialRange, InitialRange);
            }

            var parameter = new Parameter(tensor(values, type).view(rows, columns));
            parameter.DetachFromDisposeScope();
            _parameters.Add(parameter);
            return parameter;
        }
    }

    public IReadOnlyList<Parameter> Parameters => _parameters;

    public LstmStack Stack { get; }

    /// <summary>What the first step reads, <c>[1, units]</c>.</summary>
    public Tensor Start => _start;

    /// <summary>What a step reads: the decision before it and its position.</summary>
    public Tensor Input(Tensor before, int step) => before.add(_positions.narrow(0, step, 1));

    /// <summary>Logarithms of the probabilities to stay and to leave, <c>[rows, 2]</c>.</summary>
    public Tensor Block(Tensor hidden) => hidden.matmul(_block).tanh().mul(LogitBound).add(Prior()).log_softmax(1);

    /// <summary>What follows a decision about blocks.</summary>
    /// <param name="choices">One-hot, <c>[rows, 2]</c>.</param>
    public Tensor AfterBlock(Tensor choices) => choices.matmul(_blockEmbedding);

    /// <summary>Mean and deviation of x, each <c>[rows, 1]</c>.</summary>
    public (Tensor Mean, Tensor Deviation) Ratio(Tensor hidden)
    {
        var raw = hidden.matmul(_ratio).tanh();
        return (raw.narrow(1, 0, 1).mul(MeanBound), raw.narrow(1, 1, 1).mul(2).exp().mul(1 - LeastDeviation).add(LeastDeviation));
    }

    /// <summary>What follows a decision about ratios.</summary>
    /// <param name="shares">The parts of the cap, with a column of ones, <c>[rows, 2]</c>.</param>
    public Tensor AfterRatio(Tensor shares) => shares.matmul(_ratioEmbedding);

    private Tensor Prior() => tensor([0f, (float)_blockOffset]);

    public void Dispose() => _parameters.ForEach(parameter => parameter.Dispose());
}
