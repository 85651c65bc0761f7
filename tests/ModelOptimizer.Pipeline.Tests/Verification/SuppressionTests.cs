using ModelOptimizer.Data.Annotations;
using ModelOptimizer.Data.Metrics;
using ModelOptimizer.Graph;
using ModelOptimizer.Graph.Detection;
using ModelOptimizer.Graph.Onnx;
using ModelOptimizer.Graph.Rewrites;
using ModelOptimizer.Pipeline.Verification;

namespace ModelOptimizer.Pipeline.Tests.Verification;

/// <summary>Suppression inside the model, in ONNX Runtime, against the trainer's own.</summary>
public sealed class SuppressionTests
{
    private const int Classes = 3;

    [Theory]
    [InlineData(1, 200, 0.25f)]
    [InlineData(1, 1, 0f)]
    [InlineData(3, 120, 0.5f)]
    [InlineData(2, 50, 1f)]
    public void Random_boxes_are_suppressed_in_the_model_as_by_the_trainers_own_suppression(int images, int rows, float confidence)
    {
        var input = RandomBoxes(images, rows);
        using var session = new OnnxSession(OnnxFile.ToBytes(DetectorSuppression.Append(Split(rows), confidence, 0.45f, 300)), threads: 1);
        using var outputs = session.Run(input, [images, rows, 4 + Classes]);
        var actual = outputs[0].GetTensorDataAsSpan<float>().ToArray();

        Assert.Equal([actual.Length / 7, 7], outputs[0].GetTensorTypeAndShape().Shape);
        for (var image = 0; image < images; image++)
        {
            var (boxes, scores) = (new float[rows * 4], new float[rows * Classes]);
            for (var row = 0; row < rows; row++)
            {
                input.AsSpan(((image * rows) + row) * (4 + Classes), 4).CopyTo(boxes.AsSpan(row * 4));
                input.AsSpan((((image * rows) + row) * (4 + Classes)) + 4, Classes).CopyTo(scores.AsSpan(row * Classes));
            }

            var expected = NonMaximumSuppression.Select(boxes, scores, Classes, new() { ConfidenceThreshold = confidence, OverlapThreshold = 0.45f, MaximumDetections = rows * Classes });
            Assert.Equal(expected, Detections(actual, image));
        }
    }

    [Fact]
    public void A_trained_detector_finds_the_same_on_photographs_with_suppression_inside()
    {
        var raw = DarknetTests.YoloFastest();
        var decoding = DetectorDecoder.Append(raw);
        using var open = new OnnxSession(OnnxFile.ToBytes(decoding), threads: 1);
        using var suppressing = new OnnxSession(OnnxFile.ToBytes(ConstantFolding.Apply(BatchNormFolding.Apply(DetectorSuppression.Append(decoding, 0.25f, 0.45f, 300)))), threads: 1);
        var found = 0;
        foreach (var batch in DetectionMeasurement.Images(DetectorDescription.Read(raw)!, DarknetTests.Photographs(5)).Read(TestContext.Current.CancellationToken))
        {
            using (batch)
            {
                using var values = open.Run(batch.Pixels, [1, 3, batch.Height, batch.Width]);
                using var detections = suppressing.Run(batch.Pixels, [1, 3, batch.Height, batch.Width]);
                var expected = NonMaximumSuppression.Select(
                    values[open.IndexOf("boxes")].GetTensorDataAsSpan<float>(), values[open.IndexOf("scores")].GetTensorDataAsSpan<float>(), 80, new());
                var actual = Detections(detections[0].GetTensorDataAsSpan<float>().ToArray(), image: 0);
                found += actual.Length;
                Assert.Equal(expected.Count, actual.Length);
                Assert.All(expected.Zip(actual), pair =>
                {
                    Assert.Equal(pair.First.Class, pair.Second.Class);
                    Assert.Equal(pair.First.Score, pair.Second.Score, 1e-4f);
                    Assert.InRange(pair.First.Box.IntersectionOverUnion(pair.Second.Box), 0.999f, 1f);
                });
            }
        }

        Assert.True(found > 5);
    }

    [Fact]
    public void Accuracy_is_the_same_whether_a_detector_decodes_suppresses_or_neither()
    {
        var raw = DarknetTests.YoloFastest();
        var decoding = DetectorDecoder.Append(raw);
        var photographs = DarknetTests.Photographs(6);
        Assert.Equal(Accuracy(raw, photographs), Accuracy(decoding, photographs));
        Assert.Equal(Accuracy(raw, photographs), Accuracy(DetectorSuppression.Append(decoding, 0.25f, 0.45f, 300), photographs));
    }

    private static double Accuracy(ModelGraph graph, DetectionDataset photographs) =>
        DetectionMeasurement.Measure(graph, photographs, 1, null, TestContext.Current.CancellationToken).MeanAveragePrecision50;

    private static Detection[] Detections(float[] rows, int image) =>
    [
        .. rows.Chunk(7).Where(row => row[0] == image).Select(row => new Detection((int)row[6], row[5], new(row[1], row[2], row[3], row[4]))),
    ];

    private static float[] RandomBoxes(int images, int rows)
    {
        var random = new Random(rows);
        var values = new float[images * rows * (4 + Classes)];
        foreach (var row in values.Chunk(4 + Classes).Index())
        {
            var box = values.AsSpan(row.Index * (4 + Classes), 4 + Classes);
            (box[0], box[1]) = (random.NextSingle() * 100, random.NextSingle() * 100);
            (box[2], box[3]) = (box[0] + random.NextSingle() * 60, box[1] + random.NextSingle() * 60);
            for (var label = 0; label < Classes; label++)
            {
                box[4 + label] = random.NextSingle();
            }
        }

        return values;
    }

    /// <summary>A detector that is given its boxes and scores side by side.</summary>
    private static ModelGraph Split(int rows)
    {
        Dimension images = new(null, "N");
        return new()
        {
            Name = "split",
            OperatorSets = { [""] = 17 },
            Inputs = { new("given", ElementType.Float32, [images, rows, 4 + Classes]) },
            Initializers = { ["sizes"] = TensorData.Of([2], [4L, Classes]) },
            Nodes = { new() { Name = "split", OpType = "Split", Inputs = ["given", "sizes"], Outputs = ["boxes", "scores"], Attributes = { ["axis"] = 2L } } },
            Outputs = { new("boxes", ElementType.Float32, [images, rows, 4]), new("scores", ElementType.Float32, [images, rows, Classes]) },
        };
    }
}
