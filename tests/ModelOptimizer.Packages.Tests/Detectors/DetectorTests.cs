using System.Reflection;
using Microsoft.ML.OnnxRuntime;
using ModelNamespace;
using ModelOptimizer.Data.Geometry;
using ModelOptimizer.Data.Images;
using ModelOptimizer.Data.Metrics;
using ModelOptimizer.Graph;
using ModelOptimizer.Graph.Darknet;
using ModelOptimizer.Graph.Detection;
using ModelOptimizer.Graph.Onnx;
using ModelOptimizer.Graph.Rewrites;

namespace ModelOptimizer.Packages.Tests.Detectors;

/// <summary>The source that applications get for detecting, against what trains and measures: letterbox, decoder, suppression.</summary>
public sealed class DetectorTests
{
    private const int Classes = 80;

    [Theory]
    [InlineData(96, 64)]
    [InlineData(640, 480)]
    [InlineData(300, 1000)]
    [InlineData(17, 5)]
    [InlineData(1, 1)]
    [InlineData(97, 63)]
    [InlineData(5000, 3)]
    public void A_picture_is_letterboxed_as_in_training(int width, int height)
    {
        var picture = Noise(width, height);
        var canvas = new RgbImage(ConstantModel.Width, ConstantModel.Height);
        new Letterbox(width, height, canvas.Width, canvas.Height).Draw(picture, canvas);
        var expected = new float[3 * canvas.Width * canvas.Height];
        canvas.CopyTo(expected, PixelLayout.ChannelsFirst);

        using var detector = ModelClass.DetectorOf(ConstantModel.Bytes(("detections", TensorData.Of([0, 7], ReadOnlySpan<float>.Empty))));
        detector.Detect(Noise(50, 40).Pixels, 50, 40);
        Assert.Empty(detector.Detect(picture.Pixels, width, height));

        var actual = typeof(ModelClass.Detector).GetField("_planes", BindingFlags.NonPublic | BindingFlags.Instance)!.GetValue(detector);
        Assert.Equal(expected, (float[])actual!);
    }

    [Theory]
    [InlineData(0.25f, 0.45f)]
    [InlineData(0.9f, 0.45f)]
    [InlineData(0.5f, 0f)]
    [InlineData(0.99f, 1f)]
    [InlineData(0.985f, 0.999f)]
    public void Boxes_are_suppressed_and_mapped_as_in_measuring(float confidence, float overlap)
    {
        const int rows = 300;
        var corners = ConstantModel.Noise([1, rows, 4], seed: 1, from: -10, to: 110).Floats.ToArray();
        for (var row = 0; row < rows; row++)
        {
            (corners[(4 * row) + 2], corners[(4 * row) + 3]) = (corners[4 * row] + 30, corners[(4 * row) + 1] + 20);
        }

        var scores = ConstantModel.Noise([1, rows, Classes], seed: 2);
        using var detector = ModelClass.DetectorOf(ConstantModel.Bytes(("boxes", TensorData.Of([1, rows, 4], corners)), ("scores", scores)));

        var options = new SuppressionOptions { ConfidenceThreshold = confidence, OverlapThreshold = overlap };
        var expected = InPicture(NonMaximumSuppression.Select(corners, scores.Floats, Classes, options), new(250, 111, ConstantModel.Width, ConstantModel.Height));
        Assert.NotEmpty(expected);
        Assert.Equal(expected, Detect(detector, Noise(250, 111), confidence, overlap));
    }

    [Theory]
    [InlineData(1f, false)]
    [InlineData(1.2f, false)]
    [InlineData(2f, true)]
    public void Raw_heads_are_decoded_as_in_training(float scaleXY, bool newCoordinates)
    {
        var (from, to) = newCoordinates ? (0f, 1f) : (-2f, 2f);
        var graph = ConstantModel.Of(
            ("coarse", ConstantModel.Noise([1, 3 * (5 + Classes), 2, 3], seed: 3, from, to)),
            ("fine", ConstantModel.Noise([1, 3 * (5 + Classes), 4, 6], seed: 4, from, to)));
        new DetectorDescription([.. ModelClass.Labels], ConstantModel.Width, ConstantModel.Height,
        [
            new("coarse", 32, [new(40, 30), new(60, 50), new(90, 60)], scaleXY, newCoordinates),
            new("fine", 16, [new(8, 9), new(12, 20), new(25, 18)], scaleXY, newCoordinates),
        ]).Write(graph);

        using var raw = ModelClass.DetectorOf(OnnxFile.ToBytes(graph));
        using var decoding = ModelClass.DetectorOf(OnnxFile.ToBytes(DetectorDecoder.Append(graph)));
        var picture = Noise(480, 640);
        var expected = Detect(decoding, picture, 0.6f, 0.45f);
        Assert.NotEmpty(expected);
        AreClose(expected, Detect(raw, picture, 0.6f, 0.45f));
    }

    [Fact]
    public void A_trained_detector_finds_on_photographs_what_the_trainers_own_code_finds_whatever_its_outputs_are()
    {
        var graph = DarknetFile.Read(
            SharedData.Model("yolo-fastest-1.1.cfg"), new() { Weights = SharedData.Model("yolo-fastest-1.1.weights"), Classes = [.. ModelClass.Labels] });
        var decoding = DetectorDecoder.Append(graph);
        using var raw = ModelClass.DetectorOf(OnnxFile.ToBytes(graph));
        using var decoded = ModelClass.DetectorOf(OnnxFile.ToBytes(decoding));
        using var suppressed = ModelClass.DetectorOf(OnnxFile.ToBytes(DetectorSuppression.Append(decoding, 0.25f, 0.45f, 300)));
        using var session = new InferenceSession(OnnxFile.ToBytes(decoding));
        var found = 0;
        foreach (var file in Directory.GetFiles(Path.Combine(SharedData.Folder("cartucho85"), "images-optional"), "*.jpg").Order(StringComparer.Ordinal).Take(4))
        {
            var picture = ImageFile.Decode(file);
            var expected = OfTheTrainer(session, picture);
            found += expected.Length;
            Assert.Equal(expected, Detect(decoded, picture));
            AreClose(expected, Detect(raw, picture));
            AreClose(expected, Detect(suppressed, picture));
        }

        Assert.True(found > 5);
    }

    [Fact]
    public void Samples_that_are_not_the_picture_are_refused()
    {
        using var detector = ModelClass.DetectorOf(ConstantModel.Bytes(("detections", TensorData.Of([0, 7], ReadOnlySpan<float>.Empty))));
        Assert.Contains("11 samples are not a picture of 2 x 2 pixels", Assert.Throws<ArgumentException>(() => detector.Detect(new byte[11], 2, 2)).Message);
        Assert.Throws<ArgumentException>(() => detector.Detect([], 0, 0));
    }

    [Fact]
    public void A_detection_says_what_it_is_in_words()
    {
        using var detector = ModelClass.DetectorOf(ConstantModel.Bytes(("detections", TensorData.Of([1, 7], [0f, 1, 2, 30, 40, 0.5f, 7]))));
        Assert.Equal("class7 0.50 (1, 2) - (30, 40)", detector.Detect(new byte[96 * 64 * 3], 96, 64)[0].ToString());
    }

    private static Detection[] OfTheTrainer(InferenceSession session, RgbImage picture)
    {
        var shape = session.InputMetadata.Values.Single().Dimensions;
        var canvas = new RgbImage(shape[3], shape[2]);
        var letterbox = new Letterbox(picture.Width, picture.Height, canvas.Width, canvas.Height);
        letterbox.Draw(picture, canvas);
        var planes = new float[3 * canvas.Width * canvas.Height];
        canvas.CopyTo(planes, PixelLayout.ChannelsFirst);
        using var input = OrtValue.CreateTensorValueFromMemory(planes, [1, 3, canvas.Height, canvas.Width]);
        using var options = new RunOptions();
        using var outputs = session.Run(options, session.InputNames, [input], ["boxes", "scores"]);
        return InPicture(NonMaximumSuppression.Select(outputs[0].GetTensorDataAsSpan<float>(), outputs[1].GetTensorDataAsSpan<float>(), Classes, new()), letterbox);
    }

    private static Detection[] InPicture(IReadOnlyList<Detection> detections, Letterbox letterbox) =>
        [.. detections.Select(detection => detection with { Box = letterbox.ToImage(detection.Box).Clip(letterbox.ImageWidth, letterbox.ImageHeight) })];

    private static Detection[] Detect(ModelClass.Detector detector, RgbImage picture, float confidence = 0.25f, float overlap = 0.45f) =>
    [
        .. detector.Detect(picture.Pixels, picture.Width, picture.Height, confidence, overlap)
            .Select(found => new Detection(found.ClassIndex, found.Score, new(found.X1, found.Y1, found.X2, found.Y2))),
    ];

    private static void AreClose(Detection[] expected, Detection[] actual)
    {
        Assert.Equal(expected.Select(detection => detection.Class), actual.Select(detection => detection.Class));
        Assert.All(expected.Zip(actual), pair =>
        {
            Assert.Equal(pair.First.Score, pair.Second.Score, 1e-4f);
            var (box, other) = (pair.First.Box, pair.Second.Box);
            float[] differences = [box.X1 - other.X1, box.Y1 - other.Y1, box.X2 - other.X2, box.Y2 - other.Y2];
            Assert.All(differences, difference => Assert.InRange(difference, -0.05f, 0.05f));
        });
    }

    private static RgbImage Noise(int width, int height)
    {
        var picture = new RgbImage(width, height);
        new Random(width).NextBytes(picture.Pixels);
        return picture;
    }
}
