using System.Runtime.InteropServices;

namespace ModelOptimizer.Data.Images;

/// <summary>A shared library expected on the system, and the Debian package to name when it is not there.</summary>
internal sealed class SystemLibrary(string file, string package)
{
    private readonly bool isPresent = NativeLibrary.TryLoad(file, typeof(SystemLibrary).Assembly, null, out _);

    /// <exception cref="NativeLibraryException">The library cannot be loaded.</exception>
    public void Require()
    {
        if (!isPresent)
        {
            throw new NativeLibraryException(file, package);
        }
    }
}
