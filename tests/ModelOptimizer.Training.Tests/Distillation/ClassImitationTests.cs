using ModelOptimizer.Training.Distillation;
using TorchSharp;
using static TorchSharp.torch;

namespace ModelOptimizer.Training.Tests.Distillation;

public sealed class ClassImitationTests
{
    [Fact]
    public void Is_the_divergence_of_softened_probabilities_times_the_squared_temperature()
    {
        using var scope = NewDisposeScope();
        var (teacher, student) = (tensor(new[] { 2f, 0f }).reshape(1, 2), tensor(new[] { 0f, 0f }).reshape(1, 2));

        // At T = 2 the teacher says e/(e+1) = 0.7311, the student 0.5: KL = 0.7311 ln 1.4621 + 0.2689 ln 0.5379 = 0.1109; times 4.
        Assert.Equal(0.4438, ClassImitation.Logits(teacher, student, 2).ToSingle(), 1e-4);
    }

    [Fact]
    public void Is_zero_where_student_and_teacher_agree()
    {
        using var scope = NewDisposeScope();
        var logits = rand(3, 10, generator: new Generator(1));

        Assert.Equal(0, ClassImitation.Logits(logits, logits.add(1), 3).ToSingle(), 1e-6);
    }
}
