using ModelOptimizer.Data.Augmentation;
using ModelOptimizer.Search.Spaces;
using TorchSharp;
using static TorchSharp.torch;

namespace ModelOptimizer.Search.Controllers;

/// <summary>Draws one candidate from a policy, block choices and ratios jointly, and writes down what it drew.</summary>
internal sealed class PolicySampler(PolicyNetwork network, Trajectory trajectory, double cap, RandomSequence random) : IDecisions
{
    private (Tensor Hidden, Tensor Cell)[] _state = network.Stack.Start(1);
    private Tensor _input = network.Start;

    public bool Removes(SearchStep decision)
    {
        var probabilities = network.Block(Advance(decision));
        var leaves = random.NextSingle() < Math.Exp(probabilities[0, 1].ToSingle());
        trajectory.Set(decision.Position, leaves ? 1 : 0);
        trajectory.LogProbability += probabilities[0, leaves ? 1 : 0].ToSingle();
        _input = network.AfterBlock(tensor([leaves ? 0f : 1, leaves ? 1f : 0]).view(1, 2));
        return leaves;
    }

    public double Ratio(SearchStep decision)
    {
        var (mean, deviation) = network.Ratio(Advance(decision));
        var (center, width) = ((double)mean.ToSingle(), (double)deviation.ToSingle());
        var value = (float)(center + (width * NormalDensity.Draw(random)));
        trajectory.Set(decision.Position, value);
        trajectory.LogProbability += NormalDensity.Log(value, center, width);
        var share = NormalDensity.Sigmoid(value);
        _input = network.AfterRatio(tensor([(float)share, 1f]).view(1, 2));
        return cap * share;
    }

    private Tensor Advance(SearchStep step)
    {
        _state = network.Stack.Step(network.Input(_input, step.Position), _state);
        return _state[^1].Hidden;
    }
}
