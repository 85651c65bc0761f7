using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using ModelOptimizer.Data.Geometry;
using ModelOptimizer.Data.Images;
using ModelOptimizer.Data.Metrics;

namespace ArenaDetector;

/// <summary>The embedded model in ONNX Runtime: a picture in, labelled boxes out.</summary>
internal sealed class Detector : IDisposable
{
    private static readonly SuppressionOptions Confident = new() { ConfidenceThreshold = 0.5f };

    private readonly InferenceSession _session = new(ArenaModel.ToArray());
    private readonly RgbImage _canvas = new(ArenaModel.InputWidth, ArenaModel.InputHeight);
    private readonly DenseTensor<float> _input = new([1, 3, ArenaModel.InputHeight, ArenaModel.InputWidth]);

    /// <summary>The objects in a picture, best first, their boxes in its pixels.</summary>
    public IReadOnlyList<Detection> Detect(RgbImage picture)
    {
        var letterbox = new Letterbox(picture.Width, picture.Height, _canvas.Width, _canvas.Height);
        letterbox.Draw(picture, _canvas);
        ToPlanes(_canvas.Pixels, _input.Buffer.Span);

        using var results = _session.Run([NamedOnnxValue.CreateFromTensor("images", _input)], ["boxes", "scores"]);
        var boxes = ((DenseTensor<float>)results[0].Value).Buffer.Span;
        var scores = ((DenseTensor<float>)results[1].Value).Buffer.Span;
        return
        [
            .. NonMaximumSuppression.Select(boxes, scores, ArenaModel.Labels.Count, Confident)
                .Select(detection => detection with { Box = letterbox.ToImage(detection.Box).Clip(picture.Width, picture.Height) }),
        ];
    }

    public void Dispose() => _session.Dispose();

    private static void ToPlanes(ReadOnlySpan<byte> pixels, Span<float> planes)
    {
        var size = pixels.Length / 3;
        for (var i = 0; i < size; i++)
        {
            planes[i] = pixels[3 * i] / 255f;
            planes[size + i] = pixels[3 * i + 1] / 255f;
            planes[2 * size + i] = pixels[3 * i + 2] / 255f;
        }
    }
}
