namespace ModelOptimizer.Training.Distillation;

/// <summary>One feature map whose attention is imitated.</summary>
/// <param name="Value">Its name in both graphs.</param>
/// <param name="Weight">Its weight.</param>
/// <param name="PerPosition">Whether the weight is one of D, the mean over positions as in arXiv 2306.01526, instead of their sum.</param>
internal sealed record AttentionTerm(string Value, double Weight, bool PerPosition);
