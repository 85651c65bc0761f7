using System.Buffers.Binary;
using ModelOptimizer.Data;
using ModelOptimizer.Data.Images;

namespace ModelOptimizer.Tests.Hostile.Data;

/// <summary>Damaged JPEG and PNG files. Every other PNG gets its checksums put right again, so that the damage reaches the decoder.</summary>
internal sealed class HostileImage : FileInput
{
    private readonly IReadOnlyList<byte[]> _images;

    public HostileImage()
    {
        var image = new RgbImage(24, 17);
        for (var index = 0; index < image.Pixels.Length; index++)
        {
            image.Pixels[index] = (byte)(index * 37 % 251);
        }

        _images = [JpegEncoder.Encode(image), JpegEncoder.Encode(new(64, 48), 30), PngEncoder.Encode(image), PngEncoder.Encode(new(64, 48))];
    }

    public override string Kind => "image";

    /// <summary>An image of 4 million pixels is not questioned.</summary>
    public override long Constant => 16 << 20;

    /// <summary>3 bytes for each of 8 pixels of one bit, 1032 times compressed.</summary>
    public override long Multiple => 3 * 8 * 1032;

    public override byte[] Make(Random random)
    {
        var image = _images[random.Next(_images.Count)];
        var bytes = random.Next(4) == 0 ? [.. image] : ByteMutations.Mutate(random, image, _images[random.Next(_images.Count)]);
        if (random.Next(4) == 0)
        {
            Enlarge(random, bytes);
        }

        if (random.Next(2) == 0)
        {
            PngChecksums.Correct(bytes);
        }

        return bytes;
    }

    public override bool IsRefusal(Exception error) => error is DatasetException;

    public override void Read(byte[] bytes)
    {
        var path = Write("image", bytes);
        var size = ImageFile.ReadSize(path);
        var image = ImageFile.Decode(path);
        if (size != (image.Width, image.Height))
        {
            throw new HostileException($"the header says {size}, the image has {image.Width} x {image.Height}");
        }

        ImageFile.Decode(path, 8, 8);
    }

    /// <summary>Writes absurd dimensions where both formats have theirs.</summary>
    private static void Enlarge(Random random, byte[] bytes)
    {
        var value = (int)ByteMutations.Numbers[random.Next(ByteMutations.Numbers.Length)];
        if (bytes.Length > 24 && bytes[0] == 0x89)
        {
            BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(16 + (4 * random.Next(2))), random.Next(3) == 0 ? value : random.Next(1, 20_000));
        }
        else if (bytes.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0xC0]) is > 0 and var frame && frame + 9 < bytes.Length)
        {
            BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(frame + 5 + (2 * random.Next(2))), random.Next(3) == 0 ? (ushort)value : (ushort)random.Next(1, 65_536));
        }
    }
}
