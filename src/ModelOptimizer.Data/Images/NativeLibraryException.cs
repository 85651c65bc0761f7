namespace ModelOptimizer.Data.Images;

/// <summary>A system library that image decoding needs is not installed.</summary>
/// <param name="library">The shared library's file name.</param>
/// <param name="package">The Debian package that provides it.</param>
public sealed class NativeLibraryException(string library, string package)
    : Exception($"{library} is missing: install the Debian package {package} (apt-get install {package}).");
