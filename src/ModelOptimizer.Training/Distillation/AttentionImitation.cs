using ModelOptimizer.Data.Batches;
using ModelOptimizer.Graph.Detection;
using ModelOptimizer.Training.Execution;
using static TorchSharp.torch;

namespace ModelOptimizer.Training.Distillation;

/// <summary>L_AT = sum over groups of beta_g times the sum over layers of D (arXiv 2306.01526), D per image unless a preset asks for the mean over positions.</summary>
internal sealed class AttentionImitation(IReadOnlyList<AttentionTerm> terms, DetectorDescription? detector)
{
    /// <summary>What is to be known of each feature map.</summary>
    public IReadOnlyList<Digest> Digests { get; } = [.. terms.Select(term => new Digest(Name(term), term.Value, AttentionLoss.Energy))];

    /// <summary>The distance of a student from its teacher.</summary>
    /// <param name="teacher">The teacher's <see cref="Digests"/>.</param>
    /// <param name="student">The student's, with their history.</param>
    /// <param name="objects">The objects of each image, to which attention is restricted; null for whole images.</param>
    public Tensor Distance(
        IReadOnlyDictionary<string, Tensor> teacher, IReadOnlyDictionary<string, Tensor> student, IReadOnlyList<IReadOnlyList<DetectionTarget>>? objects)
    {
        var regions = new Dictionary<(long Height, long Width), Tensor>();
        return terms.Select(term =>
        {
            var (wanted, given) = (teacher[Name(term)], student[Name(term)]);
            var counted = objects is null ? null : Region(wanted, objects, regions);
            return (term.PerPosition ? AttentionLoss.Distance(wanted, given, counted) : AttentionLoss.SquaredDistance(wanted, given, counted)).mul(term.Weight);
        }).Aggregate((sum, term) => sum.add(term));
    }

    private static string Name(AttentionTerm term) => $"energy of '{term.Value}'";

    // Once per resolution.
    private Tensor Region(Tensor energy, IReadOnlyList<IReadOnlyList<DetectionTarget>> objects, Dictionary<(long Height, long Width), Tensor> regions)
    {
        var (height, width) = (energy.size(1), energy.size(2));
        if (!regions.TryGetValue((height, width), out var known))
        {
            var covered = ObjectRegion.Of(objects, ((int)height, (int)width), (detector!.InputHeight, detector.InputWidth));
            known = regions[(height, width)] = tensor(covered, device: energy.device).reshape(energy.size(0), -1);
        }

        return known;
    }
}
