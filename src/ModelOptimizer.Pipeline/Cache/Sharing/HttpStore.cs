using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace ModelOptimizer.Pipeline.Cache.Sharing;

/// <summary>Blobs on a server that speaks the protocol of Bazel's remote caches: <c>GET</c>, <c>HEAD</c> and <c>PUT</c> of <c>/ac/KEY</c> and <c>/cas/SHA256</c>.</summary>
internal sealed class HttpStore : IBlobStore
{
    private const int Buffer = 1 << 17;
    private const double SlowestBytesPerSecond = 32_000;

    private readonly HttpClient client;
    private readonly Uri root;
    private readonly TimeSpan patience;

    /// <summary>Opens a store; nothing is sent yet.</summary>
    /// <param name="place">Its address; a user name and password in it are sent as basic authentication.</param>
    /// <param name="patience">How long to wait for an answer to begin or to go on.</param>
    public HttpStore(Uri place, TimeSpan patience)
    {
        this.patience = patience;
        root = new UriBuilder(place) { UserName = "", Password = "", Path = place.AbsolutePath.TrimEnd('/') + "/" }.Uri;

        // No redirects: a cache answers by itself, and an address that it names is not one that the user gave.
        client = new(new SocketsHttpHandler { AllowAutoRedirect = false, ConnectTimeout = patience, UseProxy = !place.IsLoopback, UseCookies = false }) { Timeout = Timeout.InfiniteTimeSpan };
        if (place.UserInfo.Length > 0)
        {
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(Uri.UnescapeDataString(place.UserInfo))));
        }
    }

    public string Place => root.AbsoluteUri;

    public bool TryRead(string space, string hash, long limit, Stream target)
    {
        using var deadline = new CancellationTokenSource(patience);
        using var answer = Send(HttpMethod.Get, space, hash, null, deadline.Token);
        if (answer.StatusCode == HttpStatusCode.NotFound)
        {
            return false;
        }

        Require(answer, space, hash);
        if (answer.Content.Headers.ContentLength > limit)
        {
            throw TooMuch(space, hash, limit);
        }

        using var source = Try(() => answer.Content.ReadAsStream(deadline.Token));
        var (begun, longest) = (Stopwatch.GetTimestamp(), patience + TimeSpan.FromSeconds(limit / SlowestBytesPerSecond));
        var buffer = new byte[Buffer];
        for (var left = limit; ;)
        {
            deadline.CancelAfter(patience);
            var count = Try(() => source.ReadAsync(buffer, deadline.Token).AsTask().GetAwaiter().GetResult());
            if (count == 0)
            {
                return true;
            }

            left -= count;
            if (left < 0)
            {
                throw TooMuch(space, hash, limit);
            }

            if (Stopwatch.GetElapsedTime(begun) > longest)
            {
                throw new SharedCacheException($"it sends {space}/{hash} too slowly");
            }

            target.Write(buffer, 0, count);
        }
    }

    public bool Has(string space, string hash)
    {
        using var deadline = new CancellationTokenSource(patience);
        using var answer = Send(HttpMethod.Head, space, hash, null, deadline.Token);
        return answer.IsSuccessStatusCode;
    }

    public void Write(string space, string hash, Stream content)
    {
        using var deadline = new CancellationTokenSource(patience + TimeSpan.FromSeconds(content.Length / SlowestBytesPerSecond));
        using var body = new StreamContent(content);
        using var answer = Send(HttpMethod.Put, space, hash, body, deadline.Token);
        Require(answer, space, hash);
    }

    public void Dispose() => client.Dispose();

    private HttpResponseMessage Send(HttpMethod method, string space, string hash, HttpContent? body, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(method, new Uri(root, $"{space}/{hash}")) { Content = body };
        return Try(() => client.Send(request, HttpCompletionOption.ResponseHeadersRead, cancellation));
    }

    private static void Require(HttpResponseMessage answer, string space, string hash)
    {
        if (!answer.IsSuccessStatusCode)
        {
            throw new SharedCacheException($"it answers {(int)answer.StatusCode} to {space}/{hash}");
        }
    }

    private static SharedCacheException TooMuch(string space, string hash, long limit) => new($"it sends more than {limit} bytes as {space}/{hash}");

    private T Try<T>(Func<T> use)
    {
        try
        {
            return use();
        }
        catch (OperationCanceledException error)
        {
            throw new SharedCacheException(FormattableString.Invariant($"it does not answer within {patience.TotalSeconds:0.#} s"), error);
        }
        catch (Exception error) when (error is HttpRequestException or IOException or InvalidOperationException or NotSupportedException)
        {
            throw new SharedCacheException(error.Message.TrimEnd('.'), error);
        }
    }
}
