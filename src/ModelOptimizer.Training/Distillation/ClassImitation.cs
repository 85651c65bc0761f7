using static TorchSharp.torch;

namespace ModelOptimizer.Training.Distillation;

/// <summary>The distance of a student classifier's prediction from its teacher's (Hinton, Vinyals and Dean, arXiv 1503.02531, section 2).</summary>
public static class ClassImitation
{
    /// <summary>T^2 times the Kullback-Leibler divergence of the softened class probabilities, the mean over a batch.</summary>
    /// <param name="teacher">Logits, <c>[N, classes]</c>.</param>
    /// <param name="student">Likewise, with its history.</param>
    /// <param name="temperature">T.</param>
    public static Tensor Logits(Tensor teacher, Tensor student, double temperature)
    {
        var wanted = teacher.div(temperature).log_softmax(1);
        var given = student.div(temperature).log_softmax(1);
        return wanted.exp().mul(wanted.sub(given)).sum(1).mean().mul(temperature * temperature);
    }
}
