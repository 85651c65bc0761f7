namespace ModelOptimizer.Search.Controllers;

/// <summary>How the controller learns from rewards.</summary>
public enum PolicyUpdate
{
    /// <summary>One step along advantage x gradient of the log-probability (Williams, Machine Learning 8, 1992).</summary>
    Reinforce,

    /// <summary>Several steps on the same samples with the change of their probability clipped (PPO, arXiv 1707.06347).</summary>
    Ppo,
}
