using ModelOptimizer.Training.Distillation;
using TorchSharp;
using static TorchSharp.torch;

namespace ModelOptimizer.Training.Tests.Distillation;

public sealed class PredictionLossTests
{
    [Fact]
    public void Logits_cost_the_divergence_of_softened_probabilities()
    {
        // One cell, objectness logit 2 ln 3 against 0 at T = 2: KL(3/4 || 1/2) = ln 2 + 3/4 ln 3/4 + 1/4 ln 1/4; class equal; p(object) = 0.9, less than 1.
        using var scope = NewDisposeScope();
        var teacher = tensor((float[])[0, 0, 0, 0, 2 * MathF.Log(3), 1]).reshape(1, 6);
        var student = tensor((float[])[9, 9, 9, 9, 0, 1]).reshape(1, 6);

        var expected = 4 * (Math.Log(2) + (0.75 * Math.Log(0.75)) + (0.25 * Math.Log(0.25)));
        Assert.Equal(expected, PredictionLoss.Logits(teacher, student, 2).ToSingle(), 1e-5);
    }

    [Fact]
    public void Boxes_cost_squared_differences_where_the_teacher_sees_objects()
    {
        // Two cells with p = 0.5 each: sum of p 1. First: sigmoid ln 3 - sigmoid 0 = 1/4; size difference 2. Second: equal.
        using var scope = NewDisposeScope();
        var teacher = tensor((float[])[MathF.Log(3), 0, 2, 0, 0, 1, 1, 1, 1, 0]).reshape(2, 5);
        var student = tensor((float[])[0, 0, 0, 0, 5, 1, 1, 1, 1, 5]).reshape(2, 5);

        Assert.Equal(0.5 * (0.0625 + 4), PredictionLoss.Boxes(teacher, student).ToSingle(), 1e-5);
    }

    [Fact]
    public void Boxes_of_assigned_cells_cost_their_mean_squared_difference_whatever_the_teacher_sees()
    {
        // Rows 0 and 2 of three are assigned: (1/4)^2 + 2^2 and 3^2, over two.
        using var scope = NewDisposeScope();
        var teacher = tensor((float[])[MathF.Log(3), 0, 2, 0, -9, 9, 9, 9, 9, 9, 1, 1, 1, 4, -9]).reshape(3, 5);
        var student = tensor((float[])[0, 0, 0, 0, 5, 1, 1, 1, 1, 5, 1, 1, 1, 1, 0]).reshape(3, 5);

        Assert.Equal((0.0625 + 4 + 9) / 2, PredictionLoss.AssignedBoxes(teacher, student, [0, 2]).ToSingle(), 1e-5);
    }

    [Fact]
    public void Boxes_cost_nothing_where_no_cell_is_assigned()
    {
        using var scope = NewDisposeScope();
        var student = ones(2, 5).requires_grad_();

        var distance = PredictionLoss.AssignedBoxes(zeros(2, 5), student, []);
        distance.backward();

        Assert.Equal(0, distance.ToSingle());
    }
}
