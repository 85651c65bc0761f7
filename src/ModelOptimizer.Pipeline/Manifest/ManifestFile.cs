using System.Globalization;
using System.Text;
using ModelOptimizer.Pipeline.Diagnostics;

namespace ModelOptimizer.Pipeline.Manifest;

/// <summary>A manifest with the place it was read from.</summary>
public sealed class ManifestFile
{
    /// <summary>How manifest files end.</summary>
    public const string Extension = ".modelopt.json";

    private readonly ManifestNode root;

    private readonly IReadOnlyList<string> options = [];

    private ManifestFile(string path, string text, CompressionManifest manifest, ManifestNode root)
    {
        Path = path;
        Text = text;
        Manifest = manifest;
        this.root = root;
        Reach = ProjectReach.Of(Folder);
    }

    /// <summary>A manifest that no file holds as it is.</summary>
    /// <param name="path">What it is made for, or the file from which some of it comes.</param>
    /// <param name="manifest">What it says; paths are full ones.</param>
    /// <param name="root">What there is of its text. A value at line 0 comes from a command line: the column, from 1, is the number of the option.</param>
    /// <param name="options">The names of the command line's options.</param>
    internal ManifestFile(string path, CompressionManifest manifest, ManifestNode root, IReadOnlyList<string> options)
        : this(path, "", manifest, root) => this.options = options;

    /// <summary>Full path of the file.</summary>
    public string Path { get; }

    /// <summary>The file's text as it was read.</summary>
    public string Text { get; }

    /// <summary>What it says.</summary>
    public CompressionManifest Manifest { get; }

    /// <summary>The file's name without its extension: <c>detector</c> for <c>detector.modelopt.json</c>.</summary>
    public string Name
    {
        get
        {
            var name = System.IO.Path.GetFileName(Path);
            return name.EndsWith(Extension, StringComparison.OrdinalIgnoreCase) ? name[..^Extension.Length] : System.IO.Path.GetFileNameWithoutExtension(name);
        }
    }

    /// <summary>The folder tree that the manifest may read from.</summary>
    public ProjectReach Reach { get; }

    private string Folder => System.IO.Path.GetDirectoryName(Path)!;

    /// <summary>Reads and validates a manifest.</summary>
    /// <param name="path">Path of the file.</param>
    /// <exception cref="PipelineException">The file is missing or invalid: one diagnostic per cause, all of them.</exception>
    public static ManifestFile Read(string path)
    {
        var full = System.IO.Path.GetFullPath(path);
        try
        {
            return Parse(full, File.ReadAllBytes(full));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new PipelineException(Diagnostic.Error(DiagnosticCodes.FileUnreadable, $"The manifest {full} cannot be read: {error.Message}"), error);
        }
    }

    /// <summary>Validates the text of a manifest.</summary>
    /// <param name="path">Full path that the text belongs to.</param>
    /// <param name="utf8">The text.</param>
    /// <exception cref="PipelineException">The text is invalid: one diagnostic per cause, all of them.</exception>
    public static ManifestFile Parse(string path, ReadOnlySpan<byte> utf8)
    {
        var diagnostics = new DiagnosticList(path);
        if (ManifestReader.Read(utf8, diagnostics) is not { } root)
        {
            throw new PipelineException(diagnostics.InOrder());
        }

        var manifest = (CompressionManifest)new ManifestBinder(diagnostics).BindRecord(typeof(CompressionManifest), root);
        var file = new ManifestFile(path, Encoding.UTF8.GetString(utf8).TrimStart('\uFEFF'), manifest, root);
        new ManifestRules(file, diagnostics).Check();
        return diagnostics.Any ? throw new PipelineException(diagnostics.InOrder()) : file;
    }

    /// <summary>Full path of a path that the manifest gives.</summary>
    public string Resolve(string relative) => System.IO.Path.GetFullPath(relative, Folder);

    /// <summary>An error at a value of this manifest, for what shows only later.</summary>
    /// <param name="at">Where: names, and positions in lists from 0, joined by dots, for instance <c>data.root</c>; the nearest parent that is given counts.</param>
    /// <param name="code">A code of <see cref="DiagnosticCodes"/>.</param>
    /// <param name="message">What is wrong and what to do.</param>
    public Diagnostic Error(string at, string code, string message)
    {
        var position = PositionOf(at);
        return Locate(new(Severity.Error, code, message, Path, position.Line, position.Column));
    }

    /// <summary>A diagnostic as it is shown: one of the command line names its option, not a place in a file.</summary>
    internal Diagnostic Locate(Diagnostic found) => found.Line > 0 ? found
        : found with { File = null, Column = 0, Message = found.Column > 0 ? $"{options[found.Column - 1]}: {found.Message}" : found.Message };

    internal ManifestNode? Find(string at) => at.Split('.').Aggregate((ManifestNode?)root, (node, name) => node switch
    {
        ObjectNode named => named.Find(name),
        ListNode list when int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var position) => list.Items.ElementAtOrDefault(position),
        _ => null,
    });

    internal TextPosition PositionOf(string at)
    {
        var end = at.LastIndexOf('.');
        return Find(at) is { } node ? node.Position : end < 0 ? root.Position : PositionOf(at[..end]);
    }
}
