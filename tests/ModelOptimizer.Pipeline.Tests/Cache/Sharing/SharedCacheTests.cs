using System.Net;
using System.Security.Cryptography;
using System.Text;
using ModelOptimizer.Graph.Onnx;
using ModelOptimizer.Graph.Zoo;
using ModelOptimizer.Pipeline.Cache;
using ModelOptimizer.Pipeline.Cache.Sharing;
using ModelOptimizer.Pipeline.Diagnostics;
using ModelOptimizer.Pipeline.Keys;
using ModelOptimizer.Pipeline.Reports;
using ModelOptimizer.Pipeline.Stages;

namespace ModelOptimizer.Pipeline.Tests.Cache.Sharing;

/// <summary>A shared cache helps where it can, and whatever it answers does no harm.</summary>
public sealed class SharedCacheTests : IDisposable
{
    private const string Kind = "stages";

    // What is to answer may take its time on a machine with other work; only what is to stall is waited for briefly.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan NoPatience = TimeSpan.FromSeconds(1);

    private static readonly byte[] Model = OnnxFile.ToBytes(ModelZoo.Build("resnet20", new ZooOptions()));

    private readonly TemporaryFolder folder = new();
    private readonly LoopbackServer server = new();
    private readonly List<Diagnostic> reported = [];
    private readonly ContentKey key = new KeyBuilder().Add("stage", "train").Add("seed", "1").Build();

    public void Dispose()
    {
        server.Dispose();
        folder.Dispose();
    }

    private ContentCache Here => new(folder.File("here"), reported.Add);

    private ContentCache There => new(folder.File("there"), reported.Add);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_one_machine_pushes_another_fetches(bool overHttp)
    {
        using var shared = Open(overHttp ? server.Address : folder.File("shared"));
        var entry = Publish(There);
        Directory.CreateDirectory(folder.File("shared"));

        shared.Push(entry, key);
        var fetched = shared.Fetch(Here, Kind, key);

        Assert.Empty(reported);
        Assert.Equal(fetched, Here.Find(Kind, key));
        Assert.Equal(["entry.json", "model.onnx", "stage.json"], Directory.GetFiles(fetched!).Select(Path.GetFileName).Order());
        Assert.Equal(Model, File.ReadAllBytes(Path.Combine(fetched!, "model.onnx")));
    }

    [Fact]
    public void What_is_there_is_not_sent_again()
    {
        using var shared = Open(server.Address);
        var entry = Publish(There);
        shared.Push(entry, key);
        Assert.Equal(3, server.Requests.Count(request => request.StartsWith("PUT ", StringComparison.Ordinal)));

        shared.Push(entry, key);

        Assert.Equal(3, server.Requests.Count(request => request.StartsWith("PUT ", StringComparison.Ordinal)));
        Assert.Equal($"PUT ac/{key.Hash}", server.Requests.Last(request => request.StartsWith("PUT ", StringComparison.Ordinal)));
    }

    [Fact]
    public void Nothing_there_is_no_reason_to_speak()
    {
        using var shared = Open(server.Address);

        Assert.Null(shared.Fetch(Here, Kind, key));
        Assert.Empty(reported);
    }

    [Fact]
    public void A_user_and_a_password_are_sent_but_not_shown()
    {
        using var shared = Open(server.Address.Replace("http://", "http://me:s%40cret@", StringComparison.Ordinal));
        server.Misbehave = (_, context) => Answer(context, 500);

        shared.Fetch(Here, Kind, key);

        Assert.Equal("Basic " + Convert.ToBase64String("me:s@cret"u8), server.Authorization);
        Assert.DoesNotContain("cret", Assert.Single(reported).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("error 500", "answers 500")]
    [InlineData("redirect", "answers 302")]
    [InlineData("stall", "does not answer")]
    [InlineData("stall in the middle", "does not answer")]
    [InlineData("truncate", "")]
    [InlineData("other bytes", "not what its hash says")]
    [InlineData("more bytes", "more than")]
    [InlineData("more bytes without saying", "more than")]
    [InlineData("no file", "does not have")]
    public void A_server_that_fails_or_lies_about_a_file_costs_a_warning(string how, string said)
    {
        Pushed().Dispose();
        using var shared = SharedCache.Open(server.Address, reported.Add, how.StartsWith("stall", StringComparison.Ordinal) ? NoPatience : Patience);
        server.Misbehave = (blob, context) => blob.StartsWith("cas/", StringComparison.Ordinal) && Fail(how, server.Blobs[blob], context);

        Refuses(shared, said);
    }

    [Theory]
    [InlineData("../../outside.json")]
    [InlineData("/outside.json")]
    [InlineData("sub/outside.json")]
    [InlineData("outside.sh")]
    [InlineData("entry.json")]
    [InlineData(".hidden.json")]
    [InlineData("")]
    public void A_server_that_names_a_file_elsewhere_is_not_believed(string name)
    {
        using var shared = Pushed();
        var (content, hash) = Store("{}"u8.ToArray());
        server.Blobs[$"ac/{key.Hash}"] = ActionResult.Write([.. ActionResult.Read(server.Blobs[$"ac/{key.Hash}"]), new(name, hash, content.Length)]);

        Refuses(shared, "none of a result");
        Assert.Empty(Directory.GetFiles(folder.Path, "outside*", SearchOption.AllDirectories));
    }

    [Fact]
    public void A_model_that_is_none_is_refused()
    {
        using var shared = Pushed();
        Replace("model.onnx", Encoding.UTF8.GetBytes("not a model"));

        Refuses(shared, "model is not valid");
    }

    [Theory]
    [InlineData("null", "another result")]
    [InlineData("{}", "another result")]
    [InlineData("[", "cannot be read")]
    public void A_record_that_is_none_is_refused(string record, string said)
    {
        using var shared = Pushed();
        Replace("stage.json", Encoding.UTF8.GetBytes(record));

        Refuses(shared, said);
    }

    [Fact]
    public void The_result_of_another_key_is_refused()
    {
        using var shared = Pushed();
        var other = new KeyBuilder().Add("stage", "train").Add("seed", "2").Build();
        server.Blobs[$"ac/{other.Hash}"] = server.Blobs[$"ac/{key.Hash}"];

        Assert.Null(shared.Fetch(Here, Kind, other));
        Assert.Contains("another result", Assert.Single(reported).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_result_without_its_model_is_refused()
    {
        using var shared = Pushed();
        server.Blobs[$"ac/{key.Hash}"] = ActionResult.Write(ActionResult.Read(server.Blobs[$"ac/{key.Hash}"]).Where(file => file.Name != "model.onnx"));

        Refuses(shared, "has no model.onnx");
    }

    [Fact]
    public void The_lock_files_hash_decides()
    {
        using var shared = Pushed();

        Assert.NotNull(shared.Fetch(Here, Kind, key, Hash(Model)));
        Directory.Delete(Here.Root, recursive: true);
        Assert.Null(shared.Fetch(Here, Kind, key, new string('0', 64)));
        Assert.Contains("lock file", Assert.Single(reported).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_dead_server_is_asked_once()
    {
        using var shared = Open(LoopbackServer.FreeAddress());

        Refuses(shared, "goes on without it");
        shared.Push(Publish(There), key);

        Assert.Single(reported);
    }

    [Fact]
    public void A_server_that_takes_nothing_costs_a_warning()
    {
        using var shared = Open(server.Address);
        server.Misbehave = (_, context) => context.Request.HttpMethod == "PUT" && Answer(context, 403);

        shared.Push(Publish(There), key);

        Assert.Contains("does not take the result: it answers 403", Assert.Single(reported).Message, StringComparison.Ordinal);
        Assert.DoesNotContain($"PUT ac/{key.Hash}", server.Requests);
    }

    [Fact]
    public void A_directory_that_does_not_exist_costs_a_warning()
    {
        using var shared = Open(folder.File("unmounted"));

        Refuses(shared, "does not exist");
    }

    [Theory]
    [InlineData("ftp://example/cache")]
    [InlineData("http://")]
    public void Other_places_are_a_usage_error(string place) =>
        Assert.Equal(DiagnosticCodes.Usage, Assert.Throws<PipelineException>(() => Open(place)).Diagnostics[0].Code);

    [Fact]
    public void A_cache_that_cannot_be_written_is_not_the_servers_fault()
    {
        using var shared = Pushed();
        File.WriteAllText(folder.File("here"), "a file where the cache belongs");

        var error = Assert.Throws<PipelineException>(() => shared.Fetch(Here, Kind, key));

        Assert.Equal(DiagnosticCodes.CacheUnusable, error.Diagnostics[0].Code);
    }

    private void Refuses(SharedCache shared, string said)
    {
        Assert.Null(shared.Fetch(Here, Kind, key));
        Assert.Null(Here.Find(Kind, key));
        var warning = Assert.Single(reported);
        Assert.Equal((Severity.Warning, DiagnosticCodes.SharedCacheFailed), (warning.Severity, warning.Code));
        Assert.Contains(said, warning.Message, StringComparison.Ordinal);
        var requests = server.Requests.Count;
        Assert.Null(shared.Fetch(Here, Kind, key));
        Assert.Equal(requests, server.Requests.Count);
    }

    private SharedCache Pushed()
    {
        var shared = Open(server.Address);
        shared.Push(Publish(There), key);
        Assert.Empty(reported);
        return shared;
    }

    private SharedCache Open(string place) => SharedCache.Open(place, reported.Add, Patience);

    private string Publish(ContentCache cache) => cache.Publish(Kind, key, entry =>
    {
        File.WriteAllBytes(Path.Combine(entry, "model.onnx"), Model);
        File.WriteAllText(Path.Combine(entry, "stage.json"), ReportJson.Write(new StageRecord("train", key.Hash, key.Parts, 1, 2, 3, 0.5, 4, 1, new Dictionary<string, string>())));
        File.WriteAllText(Path.Combine(entry, "report.html"), "pages are not shared");
    });

    // Replaces a file of the pushed result, with the right hash: only a look into it tells.
    private void Replace(string name, byte[] content)
    {
        var (_, hash) = Store(content);
        server.Blobs[$"ac/{key.Hash}"] = ActionResult.Write(
            ActionResult.Read(server.Blobs[$"ac/{key.Hash}"]).Select(file => file.Name == name ? new SharedFile(name, hash, content.Length) : file));
    }

    private (byte[] Content, string Hash) Store(byte[] content)
    {
        server.Blobs[$"cas/{Hash(content)}"] = content;
        return (content, Hash(content));
    }

    private static string Hash(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    private bool Fail(string how, byte[] content, HttpListenerContext context)
    {
        var response = context.Response;
        switch (how)
        {
            case "error 500":
                return Answer(context, 500);
            case "no file":
                return Answer(context, 404);
            case "redirect":
                response.RedirectLocation = server.Address + "cas/elsewhere";
                return Answer(context, 302);
            case "stall":
                server.Stall();
                return true;
            case "stall in the middle":
            case "truncate":
                response.ContentLength64 = content.Length;
                response.OutputStream.Write(content.AsSpan(0, content.Length / 2));
                response.OutputStream.Flush();
                if (how != "truncate")
                {
                    server.Stall();
                }

                response.Abort();
                return true;
            case "other bytes":
                content = [.. content];
                content[^1] ^= 1;
                break;
            case "more bytes without saying":
                response.SendChunked = true;
                content = [.. content, 0];
                break;
            default:
                content = [.. content, 0];
                response.ContentLength64 = content.Length;
                break;
        }

        response.OutputStream.Write(content);
        response.Close();
        return true;
    }

    private static bool Answer(HttpListenerContext context, int status)
    {
        context.Response.StatusCode = status;
        context.Response.Close();
        return true;
    }
}
