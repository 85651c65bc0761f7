using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;

namespace ModelOptimizer.Tests;

/// <summary>Opens pages in headless Chromium. A test that needs it is skipped without it.</summary>
internal static class Chromium
{
    private const string Program = "/usr/bin/chromium";

    // Runs after the page's own script has drawn, and writes down what can be seen from inside only.
    private const string Probe = """
        setTimeout(() => {
          const painted = [...document.querySelectorAll("canvas")].filter(canvas =>
            canvas.width > 0 && canvas.height > 0 && canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data.some(sample => sample !== 0));
          const root = document.documentElement.dataset;
          root.painted = painted.length;
          root.wide = document.documentElement.scrollWidth > innerWidth;
          root.probed = "";
        }, 200);
        """;

    /// <summary>Opens a page that allows only scripts it names, and lets one more look at it.</summary>
    /// <param name="html">The page.</param>
    /// <param name="width">Width of the window.</param>
    public static OpenedPage Open(string html, int width = 1000)
    {
        Assert.SkipUnless(File.Exists(Program), $"{Program} is absent");
        var hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Probe)));
        var probed = html
            .Replace("script-src ", $"script-src 'sha256-{hash}' ", StringComparison.Ordinal)
            .Replace("</body>", $"<script>{Probe}</script></body>", StringComparison.Ordinal);
        var folder = Directory.CreateTempSubdirectory("modelopt-chromium-").FullName;
        try
        {
            var path = Path.Combine(folder, "page.html");
            File.WriteAllText(path, probed);
            return Run(path, folder, width);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static OpenedPage Run(string path, string folder, int width)
    {
        using var browser = Process.Start(new ProcessStartInfo(Program,
        [
            "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
            "--disable-sync", "--disable-dev-shm-usage", $"--user-data-dir={Path.Combine(folder, "profile")}", $"--window-size={width},800",
            "--enable-logging=stderr", "--virtual-time-budget=10000", "--dump-dom", $"file://{path}",
        ])
        { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var log = browser.StandardError.ReadToEndAsync();
        var document = browser.StandardOutput.ReadToEnd();
        browser.WaitForExit();
        return new(document, [.. log.Result.Split('\n').Where(line => line.Contains(":CONSOLE", StringComparison.Ordinal))]);
    }
}

/// <summary>A page after its scripts have run.</summary>
/// <param name="Document">The document as HTML.</param>
/// <param name="Console">What was written to the console, errors and violations of the page's policy among it.</param>
internal sealed record OpenedPage(string Document, IReadOnlyList<string> Console)
{
    /// <summary>A <c>data-</c> attribute of the document's root; null where it is not set.</summary>
    public string? this[string name]
    {
        get
        {
            var root = Document[Document.IndexOf("<html", StringComparison.Ordinal)..];
            root = root[..root.IndexOf('>', StringComparison.Ordinal)];
            var start = root.IndexOf($"data-{name}=\"", StringComparison.Ordinal);
            return start < 0 ? null : root[(start + name.Length + 7)..].Split('"')[0];
        }
    }
}
