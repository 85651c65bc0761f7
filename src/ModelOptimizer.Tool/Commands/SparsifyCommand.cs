using System.CommandLine;
using ModelOptimizer.Pipeline.SingleStages;

namespace ModelOptimizer.Tool.Commands;

/// <summary><c>modelopt sparsify MODEL --data DIR -o OUT</c>: makes unimportant channels fade.</summary>
internal static class SparsifyCommand
{
    public static Command Create() => new StageVerb(StageKind.Sparsify,
    [
        (StageVerb.Setting("--rate", "The penalty on the absolute value of each scale, added once per step.", "X"), "rate"),
        (StageVerb.Setting("--schedule", "How the penalty changes: dynamic or constant.", "NAME"), "schedule"),
        (StageVerb.Setting("--relax-after", "The fraction of the epochs after which important channels are released.", "R"), "relaxAfter"),
        (StageVerb.Setting("--quantile", "The quantile of scales below which a channel stays fully penalised.", "R"), "quantile"),
    ]).Create("sparsify", "Train with an L1 penalty on the scales of batch normalisation, so that unimportant channels fade.");
}
