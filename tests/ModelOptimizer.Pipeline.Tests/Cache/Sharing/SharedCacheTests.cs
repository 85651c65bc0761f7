using ModelOptimizer.Pipeline.Diagnostics;

namespace ModelOptimizer.Pipeline.Tests.Cache.Sharing;

/// <summary>A shared cache helps where it can, and costs a warning where it cannot.</summary>
public sealed class SharedCacheTests : SharedCacheCase
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_one_machine_pushes_another_fetches(bool overHttp)
    {
        using var shared = Open(overHttp ? Server.Address : Folder.File("shared"));
        var entry = Publish(There);
        Directory.CreateDirectory(Folder.File("shared"));

        shared.Push(entry, Key);
        var fetched = shared.Fetch(Here, Kind, Key);

        Assert.Empty(Reported);
        Assert.Equal(fetched, Here.Find(Kind, Key));
        Assert.Equal(["entry.json", "model.onnx", "stage.json"], Directory.GetFiles(fetched!).Select(Path.GetFileName).Order());
        Assert.Equal(Model, File.ReadAllBytes(Path.Combine(fetched!, "model.onnx")));
    }

    [Fact]
    public void What_is_there_is_not_sent_again()
    {
        using var shared = Open(Server.Address);
        var entry = Publish(There);
        shared.Push(entry, Key);
        Assert.Equal(3, Server.Requests.Count(request => request.StartsWith("PUT ", StringComparison.Ordinal)));

        shared.Push(entry, Key);

        Assert.Equal(3, Server.Requests.Count(request => request.StartsWith("PUT ", StringComparison.Ordinal)));
        Assert.Equal($"PUT ac/{Key.Hash}", Server.Requests.Last(request => request.StartsWith("PUT ", StringComparison.Ordinal)));
    }

    [Fact]
    public void Nothing_there_is_no_reason_to_speak()
    {
        using var shared = Open(Server.Address);

        Assert.Null(shared.Fetch(Here, Kind, Key));
        Assert.Empty(Reported);
    }

    [Fact]
    public void A_user_and_a_password_are_sent_but_not_shown()
    {
        using var shared = Open(Server.Address.Replace("http://", "http://me:s%40cret@", StringComparison.Ordinal));
        Server.Misbehave = (_, context) => Answer(context, 500);

        shared.Fetch(Here, Kind, Key);

        Assert.Equal("Basic " + Convert.ToBase64String("me:s@cret"u8), Server.Authorization);
        Assert.DoesNotContain("cret", Assert.Single(Reported).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_dead_server_is_asked_once()
    {
        using var shared = Open(LoopbackServer.FreeAddress());

        Refuses(shared, "goes on without it");
        shared.Push(Publish(There), Key);

        Assert.Single(Reported);
    }

    [Fact]
    public void A_server_that_takes_nothing_costs_a_warning()
    {
        using var shared = Open(Server.Address);
        Server.Misbehave = (_, context) => context.Request.HttpMethod == "PUT" && Answer(context, 403);

        shared.Push(Publish(There), Key);

        Assert.Contains("does not take the result: it answers 403", Assert.Single(Reported).Message, StringComparison.Ordinal);
        Assert.DoesNotContain($"PUT ac/{Key.Hash}", Server.Requests);
    }

    [Fact]
    public void A_directory_that_does_not_exist_costs_a_warning()
    {
        using var shared = Open(Folder.File("unmounted"));

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
        File.WriteAllText(Folder.File("here"), "a file where the cache belongs");

        var error = Assert.Throws<PipelineException>(() => shared.Fetch(Here, Kind, Key));

        Assert.Equal(DiagnosticCodes.CacheUnusable, error.Diagnostics[0].Code);
    }
}
