using System.Net;
using System.Text;
using ModelOptimizer.Pipeline.Cache.Sharing;
using ModelOptimizer.Pipeline.Keys;

namespace ModelOptimizer.Pipeline.Tests.Cache.Sharing;

/// <summary>Whatever a shared cache answers does no harm.</summary>
public sealed class UntrustedSharedCacheTests : SharedCacheCase
{
    // Only what is to stall is waited for briefly.
    private static readonly TimeSpan NoPatience = TimeSpan.FromSeconds(1);

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
        using var shared = SharedCache.Open(Server.Address, Reported.Add, how.StartsWith("stall", StringComparison.Ordinal) ? NoPatience : Patience);
        Server.Misbehave = (blob, context) => blob.StartsWith("cas/", StringComparison.Ordinal) && Fail(how, Server.Blobs[blob], context);

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
        Server.Blobs[$"ac/{Key.Hash}"] = ActionResult.Write([.. ActionResult.Read(Server.Blobs[$"ac/{Key.Hash}"]), new(name, hash, content.Length)]);

        Refuses(shared, "none of a result");
        Assert.Empty(Directory.GetFiles(Folder.Path, "outside*", SearchOption.AllDirectories));
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
        Server.Blobs[$"ac/{other.Hash}"] = Server.Blobs[$"ac/{Key.Hash}"];

        Assert.Null(shared.Fetch(Here, Kind, other));
        Assert.Contains("another result", Assert.Single(Reported).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_result_without_its_model_is_refused()
    {
        using var shared = Pushed();
        Server.Blobs[$"ac/{Key.Hash}"] = ActionResult.Write(ActionResult.Read(Server.Blobs[$"ac/{Key.Hash}"]).Where(file => file.Name != "model.onnx"));

        Refuses(shared, "has no model.onnx");
    }

    [Fact]
    public void The_lock_files_hash_decides()
    {
        using var shared = Pushed();

        Assert.NotNull(shared.Fetch(Here, Kind, Key, Hash(Model)));
        Directory.Delete(Here.Root, recursive: true);
        Assert.Null(shared.Fetch(Here, Kind, Key, new string('0', 64)));
        Assert.Contains("lock file", Assert.Single(Reported).Message, StringComparison.Ordinal);
    }

    // Replaces a file of the pushed result, with the right hash: only a look into it tells.
    private void Replace(string name, byte[] content)
    {
        var (_, hash) = Store(content);
        Server.Blobs[$"ac/{Key.Hash}"] = ActionResult.Write(
            ActionResult.Read(Server.Blobs[$"ac/{Key.Hash}"]).Select(file => file.Name == name ? new SharedFile(name, hash, content.Length) : file));
    }

    private (byte[] Content, string Hash) Store(byte[] content)
    {
        Server.Blobs[$"cas/{Hash(content)}"] = content;
        return (content, Hash(content));
    }

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
                response.RedirectLocation = Server.Address + "cas/elsewhere";
                return Answer(context, 302);
            case "stall":
                Server.Stall();
                return true;
            case "stall in the middle":
            case "truncate":
                response.ContentLength64 = content.Length;
                response.OutputStream.Write(content.AsSpan(0, content.Length / 2));
                response.OutputStream.Flush();
                if (how != "truncate")
                {
                    Server.Stall();
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
}
