namespace ModelOptimizer.Training.Distillation;

/// <summary>In which cells a teacher's boxes are imitated.</summary>
public enum BoxCells
{
    /// <summary>Those that the detection loss assigned to labelled objects.</summary>
    Assigned,

    /// <summary>All, as far as the teacher sees an object there.</summary>
    Teacher,
}
