using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace ModelOptimizer.Pipeline.Tests.Cache.Sharing;

/// <summary>A cache server on this machine that keeps what is put into it, and can be told to misbehave.</summary>
internal sealed class LoopbackServer : IDisposable
{
    private readonly HttpListener listener = new();
    private readonly ManualResetEventSlim end = new();

    public LoopbackServer()
    {
        Address = $"http://127.0.0.1:{FreePort()}/cache/";
        listener.Prefixes.Add(Address);
        listener.Start();
        new Thread(Serve) { IsBackground = true, Name = "loopback server" }.Start();
    }

    /// <summary>Where it listens.</summary>
    public string Address { get; }

    /// <summary>What it holds: <c>ac/KEY</c> and <c>cas/SHA256</c>.</summary>
    public ConcurrentDictionary<string, byte[]> Blobs { get; } = [];

    /// <summary>Requests so far: <c>GET ac/KEY</c>.</summary>
    public ConcurrentQueue<string> Requests { get; } = [];

    /// <summary>Headers of the last request.</summary>
    public string? Authorization { get; private set; }

    /// <summary>Answers instead of the server where it returns true.</summary>
    public Func<string, HttpListenerContext, bool> Misbehave { get; set; } = (_, _) => false;

    /// <summary>Waits until the test ends.</summary>
    public void Stall() => end.Wait();

    public static string FreeAddress() => $"http://127.0.0.1:{FreePort()}/";

    public void Dispose()
    {
        end.Set();
        listener.Close();
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private void Serve()
    {
        try
        {
            while (true)
            {
                var context = listener.GetContext();
                ThreadPool.QueueUserWorkItem(_ => Answer(context));
            }
        }
        catch (Exception error) when (error is HttpListenerException or ObjectDisposedException or InvalidOperationException)
        {
        }
    }

    private void Answer(HttpListenerContext context)
    {
        try
        {
            var blob = context.Request.Url!.AbsolutePath["/cache/".Length..];
            Requests.Enqueue($"{context.Request.HttpMethod} {blob}");
            Authorization = context.Request.Headers["Authorization"];
            if (Misbehave(blob, context))
            {
                return;
            }

            if (context.Request.HttpMethod == "PUT")
            {
                using var body = new MemoryStream();
                context.Request.InputStream.CopyTo(body);
                Blobs[blob] = body.ToArray();
            }
            else if (!Blobs.TryGetValue(blob, out var content))
            {
                context.Response.StatusCode = 404;
            }
            else if (context.Request.HttpMethod == "GET")
            {
                context.Response.ContentLength64 = content.Length;
                context.Response.OutputStream.Write(content);
            }

            context.Response.Close();
        }
        catch (Exception error) when (error is HttpListenerException or ObjectDisposedException or InvalidOperationException or IOException)
        {
        }
    }
}
