namespace ModelOptimizer.Data.Images;

/// <summary>Reads JPEG and PNG files; the format is told by the content, not the name.</summary>
public static class ImageFile
{
    /// <summary>Decodes an image file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="minimumWidth">0, or the width that is enough: a JPEG may then be decoded at 1/2, 1/4 or 1/8 size, but not below.</param>
    /// <param name="minimumHeight">The same for the height.</param>
    /// <exception cref="DatasetException">The file is absent, damaged, truncated or of another format.</exception>
    /// <exception cref="NativeLibraryException">The decoder's library is not installed.</exception>
    public static RgbImage Decode(string path, int minimumWidth = 0, int minimumHeight = 0)
    {
        var data = Read(path);
        return JpegDecoder.Recognizes(data) ? JpegDecoder.Decode(data, path, minimumWidth, minimumHeight)
            : PngDecoder.Recognizes(data) ? PngDecoder.Decode(data, path)
            : throw Unknown(path);
    }

    /// <summary>Reads the width and height in pixels from the file's header.</summary>
    /// <exception cref="DatasetException">The file is absent, its header is damaged, or it is of another format.</exception>
    /// <exception cref="NativeLibraryException">The decoder's library is not installed.</exception>
    public static (int Width, int Height) ReadSize(string path)
    {
        var data = Read(path);
        return JpegDecoder.Recognizes(data) ? JpegDecoder.ReadSize(data, path)
            : PngDecoder.Recognizes(data) ? PngDecoder.ReadSize(data, path)
            : throw Unknown(path);
    }

    private static byte[] Read(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new DatasetException(path, $"the image cannot be read: {failure.Message}", failure);
        }
    }

    private static DatasetException Unknown(string path) => new(path, "neither a JPEG nor a PNG image");
}
