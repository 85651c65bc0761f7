using System.Text;
using ModelOptimizer.Pipeline.Diagnostics;
using ModelOptimizer.Pipeline.Locking;

namespace ModelOptimizer.Tests.Hostile.Cache;

/// <summary>Damaged lock files, by a merge for instance. What is read can be written and read again; what is not is refused as a lock file.</summary>
internal sealed class HostileLock : FileInput
{
    private static readonly string Detector = $$"""
        {
          "schemaVersion": 1,
          "key": "{{new string('a', 64)}}",
          "sha256": "{{new string('0', 64)}}",
          "bytes": 2077650,
          "metric": "mAP@0.5",
          "baseline": { "metric": 0.771091, "parameters": 1476096, "macs": 152555520, "bytes": 5914713 },
          "artifact": { "metric": "NaN", "parameters": 516240, "macs": 98711040, "bytes": 2077650 },
          "versions": { "dotnet": "10.0.12", "modelopt": "0.1.0" },
          "inputs": [{ "name": "model", "value": "8301ceb7" }, { "name": "gates", "value": "{\"metricDrop\":2}" }],
          "stages": [{ "name": "train", "key": "6c6eed6d", "inputs": [{ "name": "engine", "value": "0.1.0" }] }]
        }
        """;

    private static readonly string Other = Detector.Replace("\"stages\": [", "\"stages\": [{ \"name\": \"source\", \"key\": \"\", \"inputs\": [] }, ", StringComparison.Ordinal);

    private static readonly string[] Words =
    [
        "null", "true", "[]", "{}", "\"\"", "1e400", "-1", "9223372036854775808", "1.5", "\"NaN\"", "\"Infinity\"", "\"1e5\"", "\"metric\": 1,", "\"key\": 1,", "[null]", "<<<<<<< HEAD\n", "=======\n",
        "\"\\uD800\"", "\"a\\u0000b\"", ",", "\"schemaVersion\": 2,", "\"inputs\"", "\"stages\"", "\"versions\"",
    ];

    public override string Kind => "lock";

    public override long Constant => 1 << 20;

    public override long Multiple => 1024;

    public override byte[] Make(Random random) => TextMutations.Mutate(random, Detector, Other, Words, random.Next(2) == 0 ? "[" : "{\"a\":");

    public override bool IsRefusal(Exception error) =>
        error is PipelineException { Diagnostics: [{ Code: DiagnosticCodes.LockUnusable, File: not null }] };

    public override void Read(byte[] bytes)
    {
        var path = Write("detector.modelopt.lock.json", bytes);
        if (LockFile.Read(path) is not { } read)
        {
            throw new HostileException("it was taken for none");
        }

        LockFile.Write(path, read);
        var written = File.ReadAllBytes(path);
        LockFile.Write(path, LockFile.Read(path)!);
        if (!written.AsSpan().SequenceEqual(File.ReadAllBytes(path)))
        {
            throw new HostileException($"it is another after it was written:\n{Encoding.UTF8.GetString(written)}");
        }
    }
}
