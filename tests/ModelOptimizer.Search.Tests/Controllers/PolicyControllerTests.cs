using ModelOptimizer.Graph;
using ModelOptimizer.Graph.Zoo;
using ModelOptimizer.Search.Controllers;
using ModelOptimizer.Search.Spaces;
using TorchSharp;
using static TorchSharp.torch;

namespace ModelOptimizer.Search.Tests.Controllers;

public class PolicyControllerTests
{
    private static readonly ModelGraph ResNet = ModelZoo.Build("resnet20", new());
    private static readonly SearchSpace Space = SearchSpace.Of(ResNet, new() { Alignment = AlignmentRule.Mean, BlockPrior = 0.3 });
    private static readonly ControllerOptions Small = new() { Layers = 2, Units = 8 };

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void The_probability_of_a_candidate_equals_a_hand_calculation(ulong seed)
    {
        using var controller = new PolicyController(Space, Small, seed);
        var (_, trajectory) = controller.Draw();

        Assert.Equal(new HandWrittenPolicy(controller.Network, Small, 0.3).LogProbability(Space.Steps, trajectory), trajectory.LogProbability, 1e-3);
    }

    [Fact]
    public void Candidates_replayed_together_have_the_probabilities_they_were_drawn_with()
    {
        using var controller = new PolicyController(Space, Small, 5);
        var drawn = Enumerable.Range(0, 6).Select(_ => controller.Draw().Trajectory).ToList();
        var (logarithms, _) = PolicyReplay.Run(controller.Network, Space.Steps, drawn);

        Assert.True(drawn.Select(trajectory => trajectory.Values.Count(double.IsNaN)).Distinct().Count() > 1);
        Assert.All(drawn.Index(), row => Assert.Equal(row.Item.LogProbability, logarithms[row.Index].ToSingle(), 1e-3));
    }

    [Fact]
    public void The_gradient_equals_finite_differences()
    {
        using var controller = new PolicyController(Space, Small, 5);
        var drawn = Enumerable.Range(0, 3).Select(_ => controller.Draw().Trajectory).ToList();
        using var network = new PolicyNetwork(Space.Steps.Count, Small, 0.3, 7, ScalarType.Float64);
        Objective().backward();
        foreach (var parameter in network.Parameters)
        {
            var gradient = parameter.grad!.flatten();
            var values = parameter.detach().view(-1);
            foreach (var index in new[] { 0, parameter.numel() / 2, parameter.numel() - 1 })
            {
                const double Step = 1e-5;
                var (up, down) = (Moved(values, index, Step), Moved(values, index, -Step));
                Assert.Equal(gradient[index].ToDouble(), (up - down) / (2 * Step), 1e-5);
            }
        }

        double Moved(Tensor values, long index, double by)
        {
            using var gradients = no_grad();
            _ = values[index].add_(by);
            var result = Objective().ToDouble();
            _ = values[index].sub_(by);
            return result;
        }

        Tensor Objective()
        {
            var (logarithms, entropies) = PolicyReplay.Run(network, Space.Steps, drawn);
            return logarithms.mul(tensor(new[] { 1.0, -0.5, 0.25 })).add(entropies.mul(0.1)).sum();
        }
    }

    [Fact]
    public void Blocks_leave_as_often_as_the_policy_says()
    {
        const int Draws = 2000;
        var space = SearchSpace.Of(ResNet, new() { Channels = false, BlockPrior = 0.3 });
        using var controller = new PolicyController(space, Small, 9);
        var left = Enumerable.Range(0, Draws).Count(_ => controller.Draw().Architecture.Removed[0]);
        var probability = Math.Exp(new HandWrittenPolicy(controller.Network, Small, 0.3).FirstBlock()[1]);

        Assert.InRange((double)left / Draws, probability - (4 * Math.Sqrt(0.25 / Draws)), probability + (4 * Math.Sqrt(0.25 / Draws)));
    }

    [Fact]
    public void Ratios_lie_between_zero_and_the_cap_and_never_on_them()
    {
        var space = SearchSpace.Of(ResNet, new() { Blocks = false, Cap = 0.7 });
        using var controller = new PolicyController(space, Small, 9);
        var ratios = Enumerable.Range(0, 300).SelectMany(_ => controller.Draw().Architecture.Ratios).ToList();

        Assert.All(ratios, ratio => Assert.True(ratio is > 0 and < 0.7));
        Assert.InRange(ratios.Average(), 0.3, 0.4);
        Assert.InRange(ratios.Count(ratio => ratio > 0.35) / (double)ratios.Count, 0.45, 0.55);
    }

    [Theory]
    [InlineData(PolicyUpdate.Reinforce, 1)]
    [InlineData(PolicyUpdate.Reinforce, 2)]
    [InlineData(PolicyUpdate.Ppo, 1)]
    [InlineData(PolicyUpdate.Ppo, 2)]
    public void Learns_which_block_to_remove_and_which_ratio_to_take(PolicyUpdate update, ulong seed)
    {
        var last = Learn(update, seed).TakeLast(80).ToList();

        Assert.True(last.Count(candidate => candidate.Removed[2]) > 0.75 * last.Count);
        Assert.True(last.Count(candidate => !candidate.Removed[5]) > 0.75 * last.Count);
        Assert.InRange(last.Average(candidate => candidate.Ratios[0]), 0.6, 0.8);
    }

    [Fact]
    public void Equal_rewards_teach_nothing()
    {
        using var controller = new PolicyController(Space, Small with { Entropy = 0 }, 3);
        var before = controller.Network.Parameters.Select(parameter => parameter.detach().clone()).ToList();
        var drawn = Enumerable.Range(0, 4).Select(_ => controller.Draw().Trajectory).ToList();
        controller.Learn(drawn, [2, 2, 2, 2]);
        controller.Learn(drawn, [2, 2, 2, 2]);

        Assert.All(before.Zip(controller.Network.Parameters), pair => Assert.Equal(0, pair.First.sub(pair.Second).abs().max().ToSingle()));
    }

    [Fact]
    public void The_same_seed_and_rewards_give_the_same_candidates()
    {
        Assert.Equal(Run(4), Run(4));
        Assert.NotEqual(Run(4), Run(5));

        static List<double> Run(ulong seed)
        {
            using var controller = new PolicyController(Space, Small, seed);
            var ratios = new List<double>();
            for (var round = 0; round < 5; round++)
            {
                var (architecture, trajectory) = controller.Draw();
                controller.Learn([trajectory], [architecture.Ratios[1]]);
                ratios.AddRange(architecture.Ratios);
            }

            return ratios;
        }
    }

    [Theory]
    [InlineData(0, 64, 0.01)]
    [InlineData(9, 64, 0.01)]
    [InlineData(1, 0, 0.01)]
    [InlineData(1, 64, 0)]
    public void Refuses_options_out_of_range(int layers, int units, double rate) => Assert.Throws<ArgumentOutOfRangeException>(
        () => new PolicyController(Space, new() { Layers = layers, Units = units, LearningRate = rate }, 1));

    private static List<Architecture> Learn(PolicyUpdate update, ulong seed)
    {
        using var controller = new PolicyController(SearchSpace.Of(ResNet), new() { Update = update }, seed);
        var candidates = new List<Architecture>();
        for (var round = 0; round < 120; round++)
        {
            var drawn = Enumerable.Range(0, 4).Select(_ => controller.Draw()).ToList();
            controller.Learn([.. drawn.Select(candidate => candidate.Trajectory)], [.. drawn.Select(candidate => Worth(candidate.Architecture))]);
            candidates.AddRange(drawn.Select(candidate => candidate.Architecture));
        }

        return candidates;
    }

    private static double Worth(Architecture candidate) =>
        (candidate.Removed[2] ? 0.3 : 0) - (candidate.Removed[5] ? 0.3 : 0) - Math.Abs(candidate.Ratios[0] - 0.7);
}
