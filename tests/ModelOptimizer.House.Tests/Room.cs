using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace ModelOptimizer.House.Tests;

/// <summary>A project under <c>src</c>, as its project file and sources describe it.</summary>
internal sealed partial record Room(string Name, string Folder)
{
    private readonly XDocument _project = XDocument.Load(Path.Combine(Folder, $"{Name}.csproj"));

    public IEnumerable<string> References => Included("ProjectReference").Select(path => Path.GetFileNameWithoutExtension(path.Replace('\\', '/')));

    public IEnumerable<string> Packages => Included("PackageReference");

    /// <summary>The shared props that bring a native runtime: <c>TorchSharp</c>, <c>OnnxRuntime</c>. Imported targets are steps of the build.</summary>
    public IEnumerable<string> Bindings => _project.Descendants("Import")
        .Select(import => import.Attribute("Project")!.Value)
        .Where(path => Path.GetExtension(path) == ".props")
        .Select(path => Path.GetFileNameWithoutExtension(path)!);

    public IEnumerable<string> Sources => Directory.EnumerateFiles(Folder, "*.cs", SearchOption.AllDirectories);

    /// <summary>The libraries named by <c>[DllImport]</c> and <c>[LibraryImport]</c>, constants resolved within the room.</summary>
    public IEnumerable<string> NativeLibraries
    {
        get
        {
            var code = string.Concat(Sources.Select(File.ReadAllText));
            var constants = Constant().Matches(code).ToLookup(match => match.Groups["name"].Value, match => match.Groups["value"].Value);
            return Import().Matches(code)
                .SelectMany(match => match.Groups["literal"] is { Success: true } literal ? [literal.Value] : constants[match.Groups["name"].Value].DefaultIfEmpty(match.Value))
                .Distinct();
        }
    }

    public override string ToString() => Name;

    public static IEnumerable<Room> All =>
        Directory.EnumerateDirectories(Path.Combine(Repository.Root, "src")).Select(folder => new Room(Path.GetFileName(folder), folder));

    private IEnumerable<string> Included(string item) => _project.Descendants(item).Select(element => element.Attribute("Include")!.Value);

    [GeneratedRegex("""\[(?:DllImport|LibraryImport)\(\s*(?:"(?<literal>[^"]+)"|(?:\w+\.)*(?<name>\w+))""")]
    private static partial Regex Import();

    [GeneratedRegex("""const string (?<name>\w+)\s*=\s*"(?<value>[^"]+)";""")]
    private static partial Regex Constant();
}
