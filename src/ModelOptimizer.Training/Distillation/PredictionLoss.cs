using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace ModelOptimizer.Training.Distillation;

/// <summary>
/// The distance of a student's raw predictions from its teacher's, over the cells of all heads (rows as in <c>HeadRows</c>). Unlike arXiv 2306.01526, which puts
/// one softmax over objectness and classes, each logit is a probability of its own here, as in the detector; and cells count by the teacher's
/// objectness wherever a background cell says nothing.
/// </summary>
public static class PredictionLoss
{
    /// <summary>
    /// T^2 times the Kullback-Leibler divergence of objectness, and of classes weighted by the teacher's objectness p, summed over all cells and
    /// divided by the sum of p (at least 1).
    /// </summary>
    /// <param name="teacher"><c>[rows, 5 + classes]</c>.</param>
    /// <param name="student">Likewise, with its history.</param>
    /// <param name="temperature">T.</param>
    public static Tensor Logits(Tensor teacher, Tensor student, double temperature)
    {
        var objects = teacher.select(1, 4).sigmoid();
        var classes = teacher.size(1) - 5;
        var objectness = Divergence(teacher.select(1, 4), student.select(1, 4), temperature).sum();
        var classification = Divergence(teacher.narrow(1, 5, classes), student.narrow(1, 5, classes), temperature).sum(1).mul(objects).sum();
        return objectness.add(classification).mul(temperature * temperature).div(objects.sum().clamp_min(1));
    }

    /// <summary>The squared difference of the four box predictions (centres after the sigmoid), weighted by the teacher's objectness p and divided by its sum (at least 1).</summary>
    /// <param name="teacher"><c>[rows, 5 + classes]</c>.</param>
    /// <param name="student">Likewise, with its history.</param>
    public static Tensor Boxes(Tensor teacher, Tensor student)
    {
        var objects = teacher.select(1, 4).sigmoid();
        return BoxDistances(teacher, student).mul(objects).sum().div(objects.sum().clamp_min(1));
    }

    /// <summary>
    /// The squared difference of the four box predictions (centres after the sigmoid, logarithms of sizes, so that both are in proportion to the anchor),
    /// the mean over cells that were assigned to objects (arXiv 2306.01526 sums over them, sizes in cells).
    /// </summary>
    /// <param name="teacher"><c>[rows, 5 + classes]</c>.</param>
    /// <param name="student">Likewise, with its history.</param>
    /// <param name="rows">The rows of assigned cells; without any the distance is 0.</param>
    public static Tensor AssignedBoxes(Tensor teacher, Tensor student, IReadOnlyList<long> rows)
    {
        var assigned = tensor(rows.ToArray(), device: student.device);
        return BoxDistances(teacher.index_select(0, assigned), student.index_select(0, assigned)).sum().div(Math.Max(1, rows.Count));
    }

    private static Tensor BoxDistances(Tensor teacher, Tensor student)
    {
        var centres = teacher.narrow(1, 0, 2).sigmoid().sub(student.narrow(1, 0, 2).sigmoid()).square().sum(1);
        var sizes = teacher.narrow(1, 2, 2).sub(student.narrow(1, 2, 2)).square().sum(1);
        return centres.add(sizes);
    }

    // KL of Bernoulli distributions given by logits: cross-entropy minus the teacher's entropy, which only shifts the value to 0 at equality.
    private static Tensor Divergence(Tensor teacher, Tensor student, double temperature)
    {
        var (logits, softened) = (teacher.div(temperature), student.div(temperature));
        var target = logits.sigmoid();
        return functional.binary_cross_entropy_with_logits(softened, target, reduction: Reduction.None)
            .sub(functional.binary_cross_entropy_with_logits(logits, target, reduction: Reduction.None));
    }
}
