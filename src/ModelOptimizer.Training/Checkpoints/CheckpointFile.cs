using System.Security.Cryptography;
using System.Text;
using ModelOptimizer.Graph;

namespace ModelOptimizer.Training.Checkpoints;

/// <summary>
/// A checkpoint on disk: a version, the epoch, named float32 tensors, and the SHA-256 of all that. Written beside its place and renamed, so there is
/// always a whole one or none.
/// </summary>
internal static class CheckpointFile
{
    private const string Name = "training.checkpoint";
    private const int Version = 1;
    private static ReadOnlySpan<byte> Magic => "MODELOPT"u8;

    /// <summary>Replaces the checkpoint in <paramref name="folder"/>.</summary>
    public static void Write(string folder, Checkpoint checkpoint)
    {
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, Name);
        var temporary = path + ".tmp";
        using (var file = File.Create(temporary))
        {
            using var hash = SHA256.Create();
            using (var hashed = new CryptoStream(file, hash, CryptoStreamMode.Write, leaveOpen: true))
            using (var writer = new BinaryWriter(hashed, Encoding.UTF8))
            {
                Write(writer, checkpoint);
            }

            file.Write(hash.Hash);
            file.Flush(flushToDisk: true);
        }

        File.Move(temporary, path, overwrite: true);
    }

    /// <summary>The checkpoint in <paramref name="folder"/>, or null where there is none.</summary>
    /// <exception cref="TrainingException">The file is damaged or of another version.</exception>
    public static Checkpoint? Read(string folder)
    {
        var path = Path.Combine(folder, Name);
        if (!File.Exists(path))
        {
            return null;
        }

        var bytes = File.ReadAllBytes(path);
        if (bytes.Length < SHA256.HashSizeInBytes || !SHA256.HashData(bytes.AsSpan(..^SHA256.HashSizeInBytes)).AsSpan().SequenceEqual(bytes.AsSpan(^SHA256.HashSizeInBytes..)))
        {
            throw new TrainingException($"The checkpoint '{path}' is damaged. Delete it to start the training anew.");
        }

        using var reader = new BinaryReader(new MemoryStream(bytes), Encoding.UTF8);
        if (!reader.ReadBytes(Magic.Length).AsSpan().SequenceEqual(Magic) || reader.ReadInt32() != Version)
        {
            throw new TrainingException($"The checkpoint '{path}' was written by another version. Delete it to start the training anew.");
        }

        return Read(reader);
    }

    private static void Write(BinaryWriter writer, Checkpoint checkpoint)
    {
        writer.Write(Magic);
        writer.Write(Version);
        writer.Write(checkpoint.Epoch);
        writer.Write(checkpoint.Updates);
        writer.Write(checkpoint.Tensors.Count);
        foreach (var (name, tensor) in checkpoint.Tensors)
        {
            writer.Write(name);
            writer.Write(tensor.Shape.Count);
            foreach (var size in tensor.Shape)
            {
                writer.Write(size);
            }

            writer.Write(tensor.Bytes);
        }
    }

    private static Checkpoint Read(BinaryReader reader)
    {
        var (epoch, updates, count) = (reader.ReadInt32(), reader.ReadInt64(), reader.ReadInt32());
        var tensors = new Dictionary<string, TensorData>(count, StringComparer.Ordinal);
        for (var index = 0; index < count; index++)
        {
            var name = reader.ReadString();
            var shape = new long[reader.ReadInt32()];
            var elements = 1L;
            for (var axis = 0; axis < shape.Length; axis++)
            {
                elements *= shape[axis] = reader.ReadInt64();
            }

            tensors[name] = new(ElementType.Float32, shape, reader.ReadBytes(checked((int)elements * sizeof(float))));
        }

        return new(epoch, updates, tensors);
    }
}
