namespace ModelOptimizer.Tests.Hostile.Data;

/// <summary>Damaged lists of a VOC data set's images.</summary>
internal sealed class HostileList() : VocInput("set/ImageSets/Main/train.txt")
{
    private static readonly string[] Words =
        ["a", "sub/b", "../secret", "../../secret", "sub/../../secret", "..\\..\\secret", "/etc/passwd", "./a", "sub//b", "..", ".", "", "a\0", "a/../a", "~/a", "C:\\a", "sub/..", "\u2025/secret", " a ", "a.png"];

    public override string Kind => "list";

    public override byte[] Make(Random random) => random.Next(3) == 0
        ? System.Text.Encoding.UTF8.GetBytes(Words[random.Next(Words.Length)] + "\n" + Words[random.Next(Words.Length)])
        : TextMutations.Mutate(random, "a\nsub/b\n", "a 1\nsub/b -1\n", Words, "../");
}
