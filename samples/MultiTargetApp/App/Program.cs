using App;
using Microsoft.ML.OnnxRuntime;
using Shapes;

if (args is not [var folder])
{
    Console.Error.WriteLine("usage: App FOLDER      with the pictures that render.cs drew, data/show");
    return 2;
}

// The detector's accessor takes a picture and gives objects.
using var finder = new FinderModel.Detector();
foreach (var file in Directory.GetFiles(folder, "picture*.ppm").Order(StringComparer.Ordinal))
{
    var picture = Picture.Read(file);
    foreach (var found in finder.Detect(picture.Rgb, picture.Width, picture.Height, confidence: 0.4f))
    {
        Console.WriteLine($"{Path.GetFileName(file)}: {found}");
    }
}

// The classifier's gives a session of ONNX Runtime; what goes in and out is the app's business.
using var sorter = SorterModel.CreateSession();
using var options = new RunOptions();
foreach (var file in Directory.GetFiles(folder, "crop*.ppm").Order(StringComparer.Ordinal))
{
    using var input = OrtValue.CreateTensorValueFromMemory(Picture.Read(file).Planes(), [.. SorterModel.InputShape.Select(length => (long)length)]);
    using var outputs = sorter.Run(options, sorter.InputNames, [input], sorter.OutputNames);
    var logits = outputs[0].GetTensorDataAsSpan<float>();
    Console.WriteLine($"{Path.GetFileName(file)}: {SorterModel.Labels[logits[0] > logits[1] ? 0 : 1]}");
}

return 0;
