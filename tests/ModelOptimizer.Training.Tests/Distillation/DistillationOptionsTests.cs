using ModelOptimizer.Training.Distillation;

namespace ModelOptimizer.Training.Tests.Distillation;

public class DistillationOptionsTests
{
    [Theory]
    [InlineData(0, 0, 0, false)]
    [InlineData(1, 0, 0, true)]
    [InlineData(0, 1, 0, true)]
    [InlineData(0, 0, 1, true)]
    public void A_teacher_need_not_run_where_nothing_is_imitated(double attention, double logits, double boxes, bool imitates) =>
        Assert.Equal(imitates, new DistillationOptions { Attention = attention, Logits = logits, Boxes = boxes }.ImitatesAnything);
}
