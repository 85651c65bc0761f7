using System.Net;
using System.Security.Cryptography;
using ModelOptimizer.Graph.Onnx;
using ModelOptimizer.Graph.Zoo;
using ModelOptimizer.Pipeline.Cache;
using ModelOptimizer.Pipeline.Cache.Sharing;
using ModelOptimizer.Pipeline.Diagnostics;
using ModelOptimizer.Pipeline.Keys;
using ModelOptimizer.Pipeline.Reports;
using ModelOptimizer.Pipeline.Stages;

namespace ModelOptimizer.Pipeline.Tests.Cache.Sharing;

/// <summary>Two machines with a cache each, a server between them, and one result.</summary>
public abstract class SharedCacheCase : IDisposable
{
    private protected const string Kind = "stages";

    // What is to answer may take its time on a machine with other work.
    private protected static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private protected static readonly byte[] Model = OnnxFile.ToBytes(ModelZoo.Build("resnet20", new ZooOptions()));

    private protected TemporaryFolder Folder { get; } = new();

    private protected LoopbackServer Server { get; } = new();

    private protected List<Diagnostic> Reported { get; } = [];

    private protected ContentKey Key { get; } = new KeyBuilder().Add("stage", "train").Add("seed", "1").Build();

    private protected ContentCache Here => new(Folder.File("here"), Reported.Add);

    private protected ContentCache There => new(Folder.File("there"), Reported.Add);

    public void Dispose()
    {
        Server.Dispose();
        Folder.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected void Refuses(SharedCache shared, string said)
    {
        Assert.Null(shared.Fetch(Here, Kind, Key));
        Assert.Null(Here.Find(Kind, Key));
        var warning = Assert.Single(Reported);
        Assert.Equal((Severity.Warning, DiagnosticCodes.SharedCacheFailed), (warning.Severity, warning.Code));
        Assert.Contains(said, warning.Message, StringComparison.Ordinal);
        var requests = Server.Requests.Count;
        Assert.Null(shared.Fetch(Here, Kind, Key));
        Assert.Equal(requests, Server.Requests.Count);
    }

    private protected SharedCache Pushed()
    {
        var shared = Open(Server.Address);
        shared.Push(Publish(There), Key);
        Assert.Empty(Reported);
        return shared;
    }

    private protected SharedCache Open(string place) => SharedCache.Open(place, Reported.Add, Patience);

    private protected string Publish(ContentCache cache) => cache.Publish(Kind, Key, entry =>
    {
        File.WriteAllBytes(Path.Combine(entry, "model.onnx"), Model);
        File.WriteAllText(Path.Combine(entry, "stage.json"), ReportJson.Write(new StageRecord("train", Key.Hash, Key.Parts, 1, 2, 3, 0.5, 4, 1, new Dictionary<string, string>())));
        File.WriteAllText(Path.Combine(entry, "report.html"), "pages are not shared");
    });

    private protected static string Hash(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    private protected static bool Answer(HttpListenerContext context, int status)
    {
        context.Response.StatusCode = status;
        context.Response.Close();
        return true;
    }
}
