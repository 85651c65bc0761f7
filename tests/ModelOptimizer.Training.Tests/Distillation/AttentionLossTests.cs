using ModelOptimizer.Training.Distillation;
using TorchSharp;
using static TorchSharp.torch;

namespace ModelOptimizer.Training.Tests.Distillation;

public sealed class AttentionLossTests
{
    [Fact]
    public void Map_is_the_normalised_mean_square_over_channels()
    {
        // Positions: (3^2 + 1^2) / 2 = 5 and (5^2 + 7^2) / 2 = 37, scaled to length 1.
        using var scope = NewDisposeScope();
        var map = AttentionLoss.Map(AttentionLoss.Energy(tensor((float[])[3, 5, 1, 7]).reshape(1, 2, 1, 2)));

        var length = Math.Sqrt((5 * 5) + (37 * 37));
        Assert.Equal(5 / length, map[0, 0].ToSingle(), 1e-6);
        Assert.Equal(37 / length, map[0, 1].ToSingle(), 1e-6);
    }

    [Fact]
    public void The_gradient_of_the_energy_is_that_of_the_mean_square()
    {
        // d/dF of (3^2 + 1^2) / 2 is F: 3 and 1; weighted by 5 at the first position and 0 at the second.
        using var scope = NewDisposeScope();
        var features = tensor((float[])[3, 5, 1, 7]).reshape(1, 2, 1, 2).requires_grad_();

        AttentionLoss.Energy(features).mul(tensor((float[])[5, 0]).reshape(1, 1, 2)).sum().backward();

        Assert.Equal([15f, 0, 5, 0], features.grad!.data<float>().ToArray());
    }

    [Fact]
    public void The_energy_of_bfloat16_is_close()
    {
        using var scope = NewDisposeScope();
        var features = rand(1, 64, 4, 4, generator: new Generator(1)).to(ScalarType.BFloat16);

        var exact = features.to(ScalarType.Float32).square().mean([1]);

        Assert.True(AttentionLoss.Energy(features).sub(exact).abs().div(exact).max().ToSingle() < 0.01f);
    }

    [Fact]
    public void Distance_is_the_mean_square_over_positions_whatever_the_channels()
    {
        // Maps (0.6, 0.8) and (1, 0): ((0.4)^2 + (0.8)^2) / 2 = 0.4.
        using var scope = NewDisposeScope();
        var teacher = AttentionLoss.Energy(tensor((float[])[MathF.Sqrt(3), 2]).reshape(1, 1, 1, 2));
        var student = AttentionLoss.Energy(tensor((float[])[1, 0, 2, 0]).reshape(1, 2, 1, 2));

        Assert.Equal(0.4, AttentionLoss.Distance(teacher, student).ToSingle(), 1e-6);
        Assert.Equal(0.8, AttentionLoss.SquaredDistance(teacher, student).ToSingle(), 1e-6);
    }

    [Fact]
    public void Survives_a_dead_feature_map()
    {
        using var scope = NewDisposeScope();
        var student = zeros(1, 2, 2, 2).requires_grad_();

        AttentionLoss.SquaredDistance(AttentionLoss.Energy(ones(1, 2, 2, 2)), AttentionLoss.Energy(student)).backward();

        Assert.True(student.grad!.isfinite().all().ToBoolean());
    }

    [Fact]
    public void A_region_leaves_the_rest_of_the_map_out()
    {
        // Without the third position both are (3, 4) and (1, 0), so (0.6, 0.8) and (1, 0) as above, over three positions.
        using var scope = NewDisposeScope();
        var teacher = tensor((float[])[3, 4, 100]).reshape(1, 1, 3);
        var student = tensor((float[])[1, 0, 50]).reshape(1, 1, 3);
        var region = tensor((float[])[1, 1, 0]).reshape(1, 3);

        Assert.Equal(0.8, AttentionLoss.SquaredDistance(teacher, student, region).ToSingle(), 1e-6);
        Assert.Equal(0.8 / 3, AttentionLoss.Distance(teacher, student, region).ToSingle(), 1e-6);
    }

    [Fact]
    public void An_image_without_objects_has_no_attention_to_imitate()
    {
        using var scope = NewDisposeScope();
        var student = rand(1, 2, 2, generator: new Generator(1)).requires_grad_();

        var distance = AttentionLoss.SquaredDistance(ones(1, 2, 2), student, zeros(1, 4));
        distance.backward();

        Assert.Equal(0, distance.ToSingle());
        Assert.True(student.grad!.isfinite().all().ToBoolean());
    }
}
