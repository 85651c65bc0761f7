namespace ModelOptimizer.Pipeline.Cache.Sharing;

/// <summary>A file of a shared result.</summary>
/// <param name="Name">Its name; a plain one, of letters, digits, dots, dashes and underscores.</param>
/// <param name="Sha256">SHA-256 of its content in hexadecimal digits.</param>
/// <param name="Bytes">Its size.</param>
internal sealed record SharedFile(string Name, string Sha256, long Bytes)
{
    private const int LongestName = 100;
    private const int HashDigits = 64;
    private const long LargestModel = (2L << 30) - 1;
    private const long LargestText = 64 << 20;

    /// <summary>Whether files of this name are shared: models and records. Pages are not; a browser would run what somebody wrote into them.</summary>
    public static bool IsShared(string name) =>
        name.Length <= LongestName && name[0] != '.' && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-' or '_')
        && Path.GetExtension(name) is ".onnx" or ".json" && name != EntrySeal.Name;

    /// <summary>What is wrong with it, or null.</summary>
    public string? Flaw =>
        Name.Length == 0 || !IsShared(Name) ? "it names a file that is none of a result"
        : Sha256.Length != HashDigits || !Sha256.All(char.IsAsciiHexDigitLower) ? "it gives a file a hash that is none"
        : Bytes is < 0 || Bytes > (Path.GetExtension(Name) == ".onnx" ? LargestModel : LargestText) ? "it gives a file a size out of range"
        : null;
}
