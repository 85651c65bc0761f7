#:property PublishAot=false
// dotnet run render.cs: draws the data set of this sample into the folder 'data' beside it. Bright squares and dark bars on a noisy ground:
//   data/shapes   pictures of 64 x 64 with annotations (VOC), for the detector
//   data/crops    pictures of 32 x 32 in a folder per class, for the classifier
//   data/show     pictures of the test splits once more, in a format that needs no decoder (PPM)
using System.Buffers.Binary;
using System.IO.Compression;
using System.Runtime.CompilerServices;

var data = Path.Combine(Path.GetDirectoryName(Here())!, "data");
var random = new Random(5);
foreach (var (split, count) in (ReadOnlySpan<(string, int)>)[("train", 64), ("val", 16), ("test", 16)])
{
    var names = Enumerable.Range(0, count).Select(index => $"{split}{index:00}").ToArray();
    Write($"shapes/ImageSets/Main/{split}.txt", string.Join('\n', names));
    foreach (var (index, name) in names.Index())
    {
        var shape = Shape(index, 64);
        var picture = Draw(shape, 64);
        WriteBytes($"shapes/JPEGImages/{name}.png", Png(picture, 64));
        Write($"shapes/Annotations/{name}.xml", $"""
            <annotation><object><name>{shape.Name}</name><bndbox>
            <xmin>{shape.Left + 1}</xmin><ymin>{shape.Top + 1}</ymin><xmax>{shape.Left + shape.Width}</xmax><ymax>{shape.Top + shape.Height}</ymax>
            </bndbox></object></annotation>
            """);
        var crop = Draw(Shape(index, 32), 32);
        WriteBytes($"crops/{split}/{shape.Name}/{name}.png", Png(crop, 32));
        if (split == "test" && index < 4)
        {
            WriteBytes($"show/picture{index}.ppm", [.. "P6\n64 64\n255\n"u8, .. picture]);
            WriteBytes($"show/crop{index}.ppm", [.. "P6\n32 32\n255\n"u8, .. crop]);
        }
    }
}

Console.WriteLine(data);

(string Name, int Left, int Top, int Width, int Height) Shape(int index, int size)
{
    var (name, width, height) = index % 2 == 0 ? ("square", 20, 20) : ("bar", 30, 10);
    return (name, random.Next(size - width), random.Next(size - height), width, height);
}

byte[] Draw((string Name, int Left, int Top, int Width, int Height) shape, int size)
{
    var picture = new byte[3 * size * size];
    random.NextBytes(picture);
    for (var i = 0; i < picture.Length; i++)
    {
        var (x, y) = (i / 3 % size - shape.Left, i / 3 / size - shape.Top);
        var ground = x < 0 || y < 0 || x >= shape.Width || y >= shape.Height ? 100 : shape.Name == "square" ? 230 : 10;
        picture[i] = (byte)(ground + picture[i] / 16);
    }

    return picture;
}

// A PNG file: signature, header, one compressed block of rows, end; each chunk with its length, name and checksum.
static byte[] Png(byte[] picture, int size)
{
    using var rows = new MemoryStream();
    using (var deflate = new ZLibStream(rows, CompressionLevel.Optimal, leaveOpen: true))
    {
        for (var y = 0; y < size; y++)
        {
            deflate.WriteByte(0);
            deflate.Write(picture, 3 * size * y, 3 * size);
        }
    }

    byte[] header = [0, 0, 0, (byte)size, 0, 0, 0, (byte)size, 8, 2, 0, 0, 0];
    return [0x89, .. "PNG\r\n\x1a\n"u8, .. Chunk("IHDR"u8, header), .. Chunk("IDAT"u8, rows.ToArray()), .. Chunk("IEND"u8, [])];
}

static byte[] Chunk(ReadOnlySpan<byte> name, ReadOnlySpan<byte> content)
{
    byte[] chunk = [0, 0, 0, 0, .. name, .. content, 0, 0, 0, 0];
    BinaryPrimitives.WriteInt32BigEndian(chunk, content.Length);
    var checksum = uint.MaxValue;
    foreach (var value in chunk.AsSpan(4, 4 + content.Length))
    {
        checksum ^= value;
        for (var bit = 0; bit < 8; bit++)
        {
            checksum = (checksum >> 1) ^ ((checksum & 1) * 0xEDB88320);
        }
    }

    BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(chunk.Length - 4), ~checksum);
    return chunk;
}

void Write(string name, string text) => WriteBytes(name, System.Text.Encoding.UTF8.GetBytes(text));

void WriteBytes(string name, byte[] bytes)
{
    var path = Path.Combine(data, name);
    Directory.CreateDirectory(Path.GetDirectoryName(path)!);
    File.WriteAllBytes(path, bytes);
}

static string Here([CallerFilePath] string path = "") => path;
