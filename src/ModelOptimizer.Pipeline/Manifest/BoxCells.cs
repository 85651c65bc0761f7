namespace ModelOptimizer.Pipeline.Manifest;

/// <summary>In which cells the teacher's boxes are imitated.</summary>
public enum BoxCells
{
    /// <summary>Those that the detection loss assigned to labelled objects.</summary>
    Assigned,

    /// <summary>All, as far as the teacher sees an object there.</summary>
    Teacher,
}
