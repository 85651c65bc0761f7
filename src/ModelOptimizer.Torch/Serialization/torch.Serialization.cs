namespace TorchSharp;

public static partial class torch
{
    /// <summary>Writes libtorch's C++ archive of one tensor.</summary>
    public static void save(Tensor t, string location) => Native.at_save(t, location).Check();

    /// <exception cref="System.Runtime.InteropServices.ExternalException">The file is no archive of one tensor.</exception>
    public static Tensor load(string location) => Native.at_load(location);

    public partial class Tensor
    {
        public static Tensor load(string location) => torch.load(location);

        public static Tensor Load(BinaryReader reader) => TensorExtensionMethods.Load(reader);

        /// <summary>Reads one tensor and closes the stream.</summary>
        public static Tensor Load(Stream stream)
        {
            using var reader = new BinaryReader(stream);
            return Load(reader);
        }

        public static Tensor Load(string location)
        {
            using var stream = File.OpenRead(location);
            return Load(stream);
        }

        public void save(string location) => torch.save(this, location);
    }
}
