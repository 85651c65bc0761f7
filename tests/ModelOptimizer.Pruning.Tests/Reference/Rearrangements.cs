namespace ModelOptimizer.Pruning.Tests.Reference;

/// <summary>Operators that only move elements or act on whole channels, by the letter of the ONNX operator reference.</summary>
internal static class Rearrangements
{
    public static Activations Gather(Activations x, int axis, long[] indices, bool isScalar)
    {
        var taken = Layouts.Take(x, axis, Array.ConvertAll(indices, index => (int)(index < 0 ? index + x.Shape[axis] : index)));
        return isScalar ? taken with { Shape = [.. x.Shape.Take(axis), .. x.Shape.Skip(axis + 1)] } : taken;
    }

    /// <summary>Element by element from the definition: the output reshaped as the reference's reshape-transpose-reshape gives it.</summary>
    public static Activations DepthToSpace(Activations x, int block, bool columnsFirst)
    {
        var (width, height, columns) = (x.Shape[1] / (block * block), x.Shape[2], x.Shape[3]);
        return Build([x.Shape[0], width, height * block, columns * block], (n, c, row, column) =>
        {
            var part = (row % block * block) + (column % block);
            return x.At(n, columnsFirst ? (c * block * block) + part : (part * width) + c, row / block, column / block);
        });
    }

    public static Activations SpaceToDepth(Activations x, int block)
    {
        var width = x.Shape[1];
        return Build([x.Shape[0], width * block * block, x.Shape[2] / block, x.Shape[3] / block], (n, c, row, column) =>
            x.At(n, c % width, (row * block) + (c / width / block), (column * block) + (c / width % block)));
    }

    /// <summary>The mean over all axes from the third on.</summary>
    public static Activations SpatialMean(Activations x, bool keepAxes)
    {
        var channels = x.Shape[0] * x.Shape[1];
        var inner = x.Count / channels;
        var means = Enumerable.Range(0, channels).Select(channel => x.Values.AsSpan(channel * inner, inner).ToArray().Average()).ToArray();
        return new(keepAxes ? [.. x.Shape.Take(2), .. x.Shape.Skip(2).Select(_ => 1)] : [.. x.Shape.Take(2)], means);
    }

    public static Activations InstanceNormalization(Activations x, Activations scale, Activations shift, float epsilon)
    {
        var inner = x.Shape[2] * x.Shape[3];
        var values = new float[x.Count];
        for (var start = 0; start < values.Length; start += inner)
        {
            var channel = start / inner % x.Shape[1];
            var pixels = x.Values.AsSpan(start, inner).ToArray();
            var mean = pixels.Average(pixel => (double)pixel);
            var deviation = Math.Sqrt(pixels.Average(pixel => (pixel - mean) * (pixel - mean)) + epsilon);
            for (var index = 0; index < inner; index++)
            {
                values[start + index] = (float)(((pixels[index] - mean) / deviation * scale.Values[channel]) + shift.Values[channel]);
            }
        }

        return new(x.Shape, values);
    }

    /// <summary>Scatters every input pixel times the kernel; no padding.</summary>
    public static Activations ConvTranspose(Activations x, Activations weight, Activations? bias, int groups, int stride)
    {
        var (inputsPerGroup, outputsPerGroup, size) = (x.Shape[1] / groups, weight.Shape[1], weight.Shape[2]);
        int[] shape = [x.Shape[0], outputsPerGroup * groups, ((x.Shape[2] - 1) * stride) + size, ((x.Shape[3] - 1) * stride) + size];
        return Build(shape, (n, o, row, column) =>
        {
            var sum = bias?.Values[o] ?? 0.0;
            for (var input = 0; input < inputsPerGroup; input++)
            {
                var c = (o / outputsPerGroup * inputsPerGroup) + input;
                for (var k = 0; k < size * size; k++)
                {
                    var (y, z) = (row - (k / size), column - (k % size));
                    if (y >= 0 && z >= 0 && y % stride == 0 && z % stride == 0 && y / stride < x.Shape[2] && z / stride < x.Shape[3])
                    {
                        sum += (double)x.At(n, c, y / stride, z / stride) * weight.Values[(((c * outputsPerGroup) + (o % outputsPerGroup)) * size * size) + k];
                    }
                }
            }

            return (float)sum;
        });
    }

    private static Activations Build(int[] shape, Func<int, int, int, int, float> value)
    {
        var y = Activations.Zeros(shape);
        y.Fill(value);
        return y;
    }
}
