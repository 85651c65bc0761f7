using System.Text;
using ModelOptimizer.Pipeline.Cache;
using ModelOptimizer.Pipeline.Keys;

namespace ModelOptimizer.Tests.Hostile.Cache;

/// <summary>Damaged seals of cache entries. A seal holds, or the entry is damaged; nothing else can come of it.</summary>
internal sealed class HostileSeal : FileInput
{
    private const string Model = "model.onnx";

    private static readonly string[] Words =
    [
        "\"\"", "\".\"", "\"..\"", "\"../entry.json\"", "\"/etc/passwd\"", "\"a/b\"", "\"a\\u0000b\"", "\"\\uD800\"", "\"model.onnx\"", "\"entry.json\"", "null", "{}", "[]", "1",
    ];

    private readonly string _seal;

    public HostileSeal()
    {
        var model = Write(Model, "a model"u8.ToArray());
        _seal = $$"""{"{{Model}}":"{{FileHash.Of(model)}}","report.json":"{{new string('0', 64)}}"}""";
    }

    public override string Kind => "seal";

    public override long Constant => 1 << 20;

    public override long Multiple => 1024;

    public override byte[] Make(Random random) => random.Next(2) == 0
        ? TextMutations.Mutate(random, _seal, Names(random), Words, "{\"a\":")
        : Encoding.UTF8.GetBytes(Names(random));

    public override bool IsRefusal(Exception error) => false;

    public override void Read(byte[] bytes)
    {
        Write("entry.json", bytes);
        ContentCache.DamageOf(Folder);
    }

    // A whole document, of names and hashes that are none.
    private static string Names(Random random) =>
        $"{{{string.Join(',', Enumerable.Range(0, random.Next(4)).Select(_ => $"{Words[random.Next(Words.Length)]}:{Words[random.Next(Words.Length)]}"))}}}";
}
