using ModelOptimizer.Graph.Darknet;

namespace ModelOptimizer.Tests.Hostile.Darknet;

/// <summary>Damaged network descriptions, read without weights.</summary>
internal sealed class HostileCfg : FileInput
{
    public const string Network =
        "[net]\nwidth=64\nheight=32\nchannels=3\n[convolutional]\nbatch_normalize=1\nfilters=8\nsize=3\nstride=2\npad=1\nactivation=leaky\n[maxpool]\nsize=2\nstride=2\n[upsample]\nstride=2\n"
        + "[shortcut]\nfrom=0\nactivation=mish\n[route]\nlayers=-1,0\ngroups=2\ngroup_id=1\n[convolutional]\nfilters=14\nsize=1\nactivation=linear\n[yolo]\nmask=0,1\nanchors=10,14, 20,30\nnum=2\nclasses=2\n";

    private const string Other =
        "[net]\nwidth=32\nheight=32\n[convolutional]\nfilters=4\nsize=3\npad=1\ngroups=1\ndilation=1\nactivation=logistic\n[avgpool]\n[scale_channels]\nfrom=-2\n[dropout]\nprobability=.1\n[sam]\nfrom=0\n";

    private static readonly string[] Words =
    [
        "convolutional", "route", "shortcut", "maxpool", "upsample", "yolo", "net", "avgpool", "sam", "dropout", "scale_channels", "filters", "size", "stride", "groups", "layers", "from", "mask",
        "anchors", "classes", "-1", "-1,-1,-1,-1", "16777216", "filters=16777216", "size=4096", "classes=16000000", "leaky", "mish", "swish", "[yolo]", "nan", "", "#", "stride_x", "padding", "dilation",
    ];

    public override string Kind => "cfg";

    public override long Constant => 8 << 20;

    public override long Multiple => 4096;

    public override byte[] Make(Random random) => random.Next(2) == 0
        ? TextMutations.Mutate(random, Network, Other, Words, "[")
        : TextMutations.Mutate(random, Other, Network, Words, "[route]\nlayers=-1,-1\n");

    public override bool IsRefusal(Exception error) => error is DarknetException;

    public override void Read(byte[] bytes) => DarknetFile.Read(Write("network.cfg", bytes));
}
