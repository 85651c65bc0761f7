using ModelOptimizer.Graph.Darknet.Cfg;

namespace ModelOptimizer.Graph.Darknet.Sections;

/// <summary>Appends a section's operators to the network and says what the layer outputs.</summary>
internal delegate Layer SectionReader(CfgSection section, NetworkBuilder network);

/// <summary>The sections that are understood. A new one is a file in this folder and a line here.</summary>
internal static class SectionReaders
{
    public static IReadOnlyDictionary<string, SectionReader> All { get; } = new Dictionary<string, SectionReader>(StringComparer.Ordinal)
    {
        ["avg"] = AveragePool.Read,
        ["avgpool"] = AveragePool.Read,
        ["conv"] = Convolutional.Read,
        ["convolutional"] = Convolutional.Read,
        ["dropout"] = Dropout.Read,
        ["max"] = MaxPool.Read,
        ["maxpool"] = MaxPool.Read,
        ["route"] = Route.Read,
        ["sam"] = Gate.ReadSam,
        ["scale_channels"] = Gate.ReadScaleChannels,
        ["shortcut"] = Shortcut.Read,
        ["upsample"] = Upsample.Read,
        ["yolo"] = Yolo.Read,
    };
}
