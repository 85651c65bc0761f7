using ArenaDetector;
using ModelOptimizer.Data.Annotations;
using ModelOptimizer.Data.Images;

if (args.Length != 2)
{
    Console.Error.WriteLine("usage: ArenaDetector DATA_FOLDER OUTPUT.png");
    return 2;
}

var (data, output) = (args[0], args[1]);
using var detector = new ArenaModel.Detector();

// Held-out pictures that show something, from all over the split.
var crowded = VocReader.Read(data, "test", ArenaModel.Labels).Samples.Where(sample => sample.Boxes.Count >= 3).ToArray();
var montage = new Montage(columns: 4, rows: 3);
for (var tile = 0; tile < montage.Tiles; tile++)
{
    var image = ImageFile.Decode(crowded[tile * crowded.Length / montage.Tiles].ImagePath);
    montage.Draw(tile, image, detector.Detect(image.Pixels, image.Width, image.Height, confidence: 0.5f));
}

PngEncoder.Save(montage.Image, output);
Console.WriteLine($"{montage.Tiles} held-out pictures with {montage.Detections} detections: {output}");
Console.WriteLine();
using var report = ArenaModel.OpenReport();
Summary.Print(report, Console.Out);
return 0;
