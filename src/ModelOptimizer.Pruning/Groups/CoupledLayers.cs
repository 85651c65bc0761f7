using System.Globalization;
using ModelOptimizer.Graph;
using ModelOptimizer.Pruning.Coupling;

namespace ModelOptimizer.Pruning.Groups;

/// <summary>Channels that the same layers make together, so that one ratio holds for all of these layers: those of a residual stage, or of a layer alone.</summary>
public sealed class CoupledLayers
{
    private CoupledLayers(IReadOnlyList<(string Layer, IReadOnlyList<int> Channels)> places, int channels) => (Places, Channels, Layers) = (places, channels, [.. places.Select(place => place.Layer)]);

    /// <summary>The names of the layers, in the order of the graph.</summary>
    public IReadOnlyList<string> Layers { get; }

    /// <summary>The coupled sets among them; all may leave.</summary>
    public int Channels { get; }

    /// <summary>Which of its channels each layer gives.</summary>
    internal IReadOnlyList<(string Layer, IReadOnlyList<int> Channels)> Places { get; }

    /// <summary>The channels of <paramref name="graph"/> that may leave under <paramref name="options"/>, by the layers that make them; its amounts do not matter.</summary>
    /// <exception cref="PruningException">A pattern matches no layer.</exception>
    /// <exception cref="GraphException">The graph's shapes contradict each other.</exception>
    public static IReadOnlyList<CoupledLayers> Of(ModelGraph graph, PruningOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var coupling = ChannelCoupling.Of(graph);
        var eligible = new EligibleSets(coupling, options);
        var scores = options.Criterion.Score(graph, coupling, options.Aggregation);
        var places = new Dictionary<int, List<(int Layer, int Channel)>>();
        for (var layer = 0; layer < coupling.Layers.Count; layer++)
        {
            var sets = coupling.Layers[layer].Channels.Sets();
            for (var channel = 0; channel < sets.Length; channel++)
            {
                if (eligible[sets[channel]] && !float.IsNaN(scores[sets[channel]]))
                {
                    (places.TryGetValue(sets[channel], out var known) ? known : places[sets[channel]] = []).Add((layer, channel));
                }
            }
        }

        return
        [
            .. from set in places.Values
               group set by string.Join(',', set.Select(place => place.Layer.ToString(CultureInfo.InvariantCulture)).Distinct()) into alike
               let layers = alike.SelectMany(set => set).GroupBy(place => place.Layer, place => place.Channel)
               orderby layers.First().Key
               select new CoupledLayers([.. layers.Select(layer => (coupling.Layers[layer.Key].Node.Name, (IReadOnlyList<int>)[.. layer]))], alike.Count()),
        ];
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Channels} channels: {string.Join(", ", Layers)}";
}
