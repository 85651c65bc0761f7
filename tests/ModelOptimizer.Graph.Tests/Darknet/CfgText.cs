using ModelOptimizer.Graph.Darknet;

namespace ModelOptimizer.Graph.Tests.Darknet;

/// <summary>Networks given as text.</summary>
internal static class CfgText
{
    public const string Net = "[net]\nwidth=64\nheight=32\nchannels=3\n";

    /// <summary>A first layer of 8 channels for others to follow; the layers after it start in line 13.</summary>
    public const string Stem = Net + "[convolutional]\nbatch_normalize=1\nfilters=8\nsize=3\nstride=2\npad=1\nactivation=leaky\n\n";

    public static ModelGraph Read(string text, DarknetOptions? options = null)
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("network.cfg");
        File.WriteAllText(path, text);
        return DarknetFile.Read(path, options);
    }

    public static DarknetException Refusal(string text) => Assert.Throws<DarknetException>(() => Read(text));

    public static float[] Numbers(int count, double phase = 0) => [.. Enumerable.Range(0, count).Select(index => (float)Math.Sin(index + phase))];
}
