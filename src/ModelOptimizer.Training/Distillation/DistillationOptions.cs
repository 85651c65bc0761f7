namespace ModelOptimizer.Training.Distillation;

/// <summary>What a student learns from its teacher, besides the labels.</summary>
public sealed record DistillationOptions
{
    /// <summary>Weight of the imitation of spatial attention; 0 for none.</summary>
    public double Attention { get; init; } = 10;

    /// <summary>Which layers' attention is imitated; when empty, the ends of the stages and the inputs of the heads, in one group of weight 1.</summary>
    public IReadOnlyList<AttentionGroup> AttentionGroups { get; init; } = [];

    /// <summary>Layers and weights as published, in place of <see cref="AttentionGroups"/>.</summary>
    public AttentionPreset? Preset { get; init; }

    /// <summary>Where attention is imitated.</summary>
    public AttentionRegion Region { get; init; } = AttentionRegion.All;

    /// <summary>Weight of the imitation of objectness and class logits, or of a classifier's logits; 0 for none.</summary>
    public double Logits { get; init; } = 1;

    /// <summary>Temperature that softens both predictions' logits, above 0.</summary>
    public double Temperature { get; init; } = 2;

    /// <summary>Weight of the imitation of boxes; 0 for none.</summary>
    public double Boxes { get; init; }

    /// <summary>In which cells boxes are imitated.</summary>
    public BoxCells BoxesOn { get; init; } = BoxCells.Assigned;

    /// <summary>Whether anything of the teacher is imitated; where nothing is, it need not run.</summary>
    public bool ImitatesAnything => Attention > 0 || Logits > 0 || Boxes > 0;
}
