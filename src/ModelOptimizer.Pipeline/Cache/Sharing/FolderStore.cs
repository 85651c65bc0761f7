namespace ModelOptimizer.Pipeline.Cache.Sharing;

/// <summary>Blobs in a directory: a network share, or what a web server offers as it is.</summary>
internal sealed class FolderStore(string root) : IBlobStore
{
    private const int Buffer = 1 << 17;

    public string Place => root;

    public bool TryRead(string space, string hash, long limit, Stream target)
    {
        using var source = Try(() => File.Exists(PathOf(space, hash)) ? File.OpenRead(PathOf(space, hash)) : Missing());
        if (source is null)
        {
            return false;
        }

        var buffer = new byte[Buffer];
        for (var left = limit; ;)
        {
            var count = Try(() => source.Read(buffer));
            if (count == 0)
            {
                return true;
            }

            left -= count;
            if (left < 0)
            {
                throw new SharedCacheException($"{PathOf(space, hash)} is larger than it should be ({limit} bytes)");
            }

            target.Write(buffer, 0, count);
        }
    }

    public bool Has(string space, string hash) => Try(() => File.Exists(PathOf(space, hash)));

    public void Write(string space, string hash, Stream content) => Try(() =>
    {
        var path = PathOf(space, hash);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var beside = $"{path}.{Path.GetRandomFileName()}";
        try
        {
            using (var file = File.Create(beside))
            {
                content.CopyTo(file);
            }

            File.Move(beside, path, overwrite: true);
        }
        finally
        {
            File.Delete(beside);
        }

        return true;
    });

    public void Dispose()
    {
    }

    // A share that is not mounted is worth a word; a blob that is not there is none.
    private FileStream? Missing() => Directory.Exists(root) ? null : throw new DirectoryNotFoundException("The directory does not exist.");

    private string PathOf(string space, string hash) => Path.Combine(root, space, hash);

    private static T Try<T>(Func<T> use)
    {
        try
        {
            return use();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new SharedCacheException(error.Message.TrimEnd('.'), error);
        }
    }
}
