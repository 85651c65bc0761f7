namespace ModelOptimizer.Graph.Costs;

/// <summary>Two models layer by layer. Layers are the same where their names are.</summary>
/// <param name="Before">The cost of the first model.</param>
/// <param name="After">The cost of the second model.</param>
/// <param name="Layers">All layers of both, in the order of the second; those that only the first has stand before what followed them there.</param>
public sealed record ModelDifference(ModelCost Before, ModelCost After, IReadOnlyList<LayerDifference> Layers)
{
    /// <summary>Compares two measured models.</summary>
    public static ModelDifference Between(ModelCost before, ModelCost after)
    {
        var later = after.Layers.Select(layer => layer.Name).ToHashSet(StringComparer.Ordinal);
        var positions = before.Layers.Index().ToDictionary(pair => pair.Item.Name, pair => pair.Index, StringComparer.Ordinal);
        var layers = new List<LayerDifference>();
        var next = 0;
        foreach (var layer in after.Layers)
        {
            var isOld = positions.TryGetValue(layer.Name, out var position);
            if (isOld)
            {
                AddRemoved(position);
            }

            layers.Add(new(isOld ? before.Layers[position] : null, layer));
        }

        AddRemoved(before.Layers.Count);
        return new(before, after, layers);

        void AddRemoved(int end)
        {
            for (; next < end; next++)
            {
                if (!later.Contains(before.Layers[next].Name))
                {
                    layers.Add(new(before.Layers[next], null));
                }
            }
        }
    }
}
