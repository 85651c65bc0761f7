using System.Security.Cryptography;
using System.Text;

namespace ModelOptimizer.Data.Annotations;

/// <summary>Identifies the content of a data set for cache keys.</summary>
public static class DatasetFingerprint
{
    /// <summary>
    /// SHA-256 over the classes and, in order, each sample's name, annotation file and image file. Does not depend on where the data set lies or on
    /// time stamps.
    /// </summary>
    /// <returns>64 lower-case hexadecimal digits.</returns>
    /// <exception cref="DatasetException">A file cannot be read.</exception>
    public static string Compute(DetectionDataset dataset)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var name in dataset.Classes)
        {
            Append(hash, Encoding.UTF8.GetBytes(name));
        }

        Append(hash, []);
        foreach (var sample in dataset.Samples)
        {
            Append(hash, Encoding.UTF8.GetBytes(sample.Name));
            Append(hash, Read(sample.AnnotationPath));
            Append(hash, Read(sample.ImagePath));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    // The length in front keeps neighbouring parts apart.
    private static void Append(IncrementalHash hash, ReadOnlySpan<byte> part)
    {
        hash.AppendData(BitConverter.GetBytes((long)part.Length));
        hash.AppendData(part);
    }

    private static byte[] Read(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new DatasetException(path, $"the file cannot be read: {failure.Message}", failure);
        }
    }
}
