using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ModelOptimizer.Pruning.Plans;

namespace ModelOptimizer.Search.Rollouts;

/// <summary>What identifies a rollout: the blocks and channels that leave, however a plan came about.</summary>
public static class PlanHash
{
    /// <summary>32 hexadecimal digits; equal for plans that cut the same.</summary>
    public static string Of(PruningPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var text = new StringBuilder(plan.FoldConstants ? "folded" : "bare");
        foreach (var block in plan.Blocks.Order(StringComparer.Ordinal))
        {
            text.Append("\nblock ").Append(block);
        }

        foreach (var layer in plan.Layers.Where(layer => layer.Removed.Count > 0).OrderBy(layer => layer.Layer, StringComparer.Ordinal))
        {
            text.Append("\nlayer ").Append(layer.Layer);
            foreach (var channel in layer.Removed)
            {
                text.Append(' ').Append(channel.ToString(CultureInfo.InvariantCulture));
            }
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())).AsSpan(0, 16));
    }
}
