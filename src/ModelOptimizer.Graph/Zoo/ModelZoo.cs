namespace ModelOptimizer.Graph.Zoo;

/// <summary>Architectures that are built from code, with fresh weights.</summary>
public static class ModelZoo
{
    /// <summary>All architectures. A new one is a file in this folder and a line here.</summary>
    private static readonly SortedDictionary<string, Func<ZooOptions, ModelGraph>> Architectures = new(StringComparer.Ordinal)
    {
        ["resnet20"] = ResNet20.Build,
        ["yolov3-tiny"] = YoloV3Tiny.Build,
        ["yolov4-tiny"] = YoloV4Tiny.Build,
    };

    /// <summary>The names that <see cref="Build"/> knows.</summary>
    public static IReadOnlyCollection<string> Names => Architectures.Keys;

    /// <summary>Builds the architecture <paramref name="name"/>.</summary>
    /// <exception cref="GraphException">There is no such architecture, or an option does not fit it.</exception>
    public static ModelGraph Build(string name, ZooOptions? options = null) => Architectures.TryGetValue(name, out var build)
        ? build((options ?? new()).Checked())
        : throw new GraphException($"The zoo has no architecture '{name}'{Suggestion.For(name, Names)}");
}
