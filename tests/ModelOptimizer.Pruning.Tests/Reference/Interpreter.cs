using ModelOptimizer.Graph;

namespace ModelOptimizer.Pruning.Tests.Reference;

/// <summary>Runs a graph by the letter of the ONNX operator reference: naive loops, float32 tensors, nothing optimised.</summary>
public sealed class Interpreter
{
    private readonly ModelGraph _graph;
    private readonly Dictionary<string, Activations> _values = new(StringComparer.Ordinal);

    private Interpreter(ModelGraph graph, Activations input)
    {
        _graph = graph;
        _values[graph.Inputs[0].Name] = input;
        foreach (var (name, tensor) in graph.Initializers.Where(pair => pair.Value.Type == ElementType.Float32))
        {
            _values[name] = new([.. tensor.Shape.Select(size => (int)size)], tensor.Floats.ToArray());
        }
    }

    /// <summary>The outputs for one input.</summary>
    public static Activations[] Run(ModelGraph graph, Activations input)
    {
        var interpreter = new Interpreter(graph, input);
        graph.Nodes.ForEach(interpreter.Execute);
        return [.. graph.Outputs.Select(output => interpreter._values[output.Name])];
    }

    /// <summary>The largest difference of two graphs' outputs relative to their largest value.</summary>
    public static double RelativeDistance(ModelGraph first, ModelGraph second, Activations input, int border = 0)
    {
        var (left, right) = (Run(first, input), Run(second, input));
        return left.Zip(right, (x, y) => x.Distance(y, border) / Math.Max(1e-3, x.Magnitude())).Max();
    }

    private void Execute(Node node)
    {
        if (node.OpType == "Split")
        {
            var parts = Layouts.Split(X(node, 0), (int)node.Int("axis", 0), node.Input(1) is null ? node.Ints("split")! : Int64s(node, 1));
            for (var output = 0; output < parts.Length; output++)
            {
                _values[node.Outputs[output]] = parts[output];
            }

            return;
        }

        _values[node.Output] = node.OpType switch
        {
            "Conv" => Convolve(node),
            "BatchNormalization" => Normalize(node),
            "Gemm" or "MatMul" => Multiply(node),
            "LeakyRelu" when node.Float("alpha", 0.01f) is var alpha => Map(node, x => x < 0 ? alpha * x : x),
            "Relu" => Map(node, x => Math.Max(x, 0)),
            "HardSigmoid" => Map(node, x => Math.Clamp((0.2f * x) + 0.5f, 0, 1)),
            "HardSwish" => Map(node, x => x * Math.Clamp((x / 6) + 0.5f, 0, 1)),
            "Tanh" => Map(node, MathF.Tanh),
            "Softplus" => Map(node, x => (float)Math.Log(1 + Math.Exp(x))),
            "Sigmoid" => Map(node, x => 1 / (1 + MathF.Exp(-x))),
            "Exp" => Map(node, MathF.Exp),
            "Erf" => Map(node, Erf),
            "Identity" => X(node, 0),
            "Add" => Combine(node, (x, y) => x + y),
            "Sub" => Combine(node, (x, y) => x - y),
            "Mul" => Combine(node, (x, y) => x * y),
            "Max" => Combine(node, Math.Max),
            "Div" => Combine(node, (x, y) => x / y),
            "PRelu" => Combine(node, (x, slope) => x < 0 ? x * slope : x),
            "Gather" => Rearrangements.Gather(X(node, 0), (int)node.Int("axis", 0), Int64s(node, 1), _graph.Initializers[node.Inputs[1]].Shape.Count == 0),
            "DepthToSpace" => Rearrangements.DepthToSpace(X(node, 0), (int)node.Int("blocksize", 0), node.Text("mode", "DCR") == "CRD"),
            "SpaceToDepth" => Rearrangements.SpaceToDepth(X(node, 0), (int)node.Int("blocksize", 0)),
            "ReduceMean" => Rearrangements.SpatialMean(X(node, 0), node.Int("keepdims", 1) != 0),
            "InstanceNormalization" => Rearrangements.InstanceNormalization(X(node, 0), X(node, 1), X(node, 2), node.Float("epsilon", 1e-5f)),
            "ConvTranspose" => Rearrangements.ConvTranspose(
                X(node, 0), X(node, 1), node.Input(2) is null ? null : X(node, 2), (int)node.Int("group", 1), (int)(node.Ints("strides") ?? [1])[0]),
            "Unsqueeze" => X(node, 0) with { Shape = [.. X(node, 0).Shape, 1, 1] },
            "Concat" => Layouts.Concat(node.Inputs.ConvertAll(input => _values[input]), (int)node.Int("axis", 1)),
            "Slice" => Slice(node),
            "MaxPool" => Pool(node, float.NegativeInfinity, Math.Max, (best, _) => best),
            "AveragePool" => Pool(node, 0, (sum, x) => sum + x, (sum, count) => sum / count),
            "GlobalAveragePool" => GlobalAverage(X(node, 0)),
            "Resize" => Enlarge(X(node, 0), node.Input(2) is null ? (int)Int64s(node, 3)[2] / X(node, 0).Shape[2] : (int)X(node, 2).Values[2]),
            "Pad" => Layouts.Pad(X(node, 0), Int64s(node, 1)),
            "Flatten" => X(node, 0) with { Shape = [X(node, 0).Shape[0], X(node, 0).Count / X(node, 0).Shape[0]] },
            "Reshape" => Layouts.Reshape(X(node, 0), Int64s(node, 1)),
            "Transpose" => Layouts.Transpose(X(node, 0), node.Ints("perm")!),
            _ => throw new NotSupportedException(node.OpType),
        };
    }

    private Activations X(Node node, int input) => _values[node.Inputs[input]];

    private long[] Int64s(Node node, int input) => _graph.Initializers[node.Inputs[input]].Int64s.ToArray();

    private Activations Map(Node node, Func<float, float> function) => X(node, 0) with { Values = Array.ConvertAll(X(node, 0).Values, x => function(x)) };

    private Activations Convolve(Node node)
    {
        var (x, w) = (X(node, 0), X(node, 1));
        var (pads, strides, groups) = (node.Ints("pads") ?? [0, 0, 0, 0], node.Ints("strides") ?? [1, 1], (int)node.Int("group", 1));
        var (channels, kernel) = (w.Shape[1], (Height: w.Shape[2], Width: w.Shape[3]));
        Assert.Equal(x.Shape[1], channels * groups);
        var height = ((x.Shape[2] + (int)pads[0] + (int)pads[2] - kernel.Height) / (int)strides[0]) + 1;
        var width = ((x.Shape[3] + (int)pads[1] + (int)pads[3] - kernel.Width) / (int)strides[1]) + 1;
        var y = Activations.Zeros(x.Shape[0], w.Shape[0], height, width);
        y.Fill((n, o, row, column) =>
        {
            var sum = node.Input(2) is null ? 0.0 : X(node, 2).Values[o];
            var first = o / (w.Shape[0] / groups) * channels;
            for (var c = 0; c < channels; c++)
            {
                for (var k = 0; k < kernel.Height * kernel.Width; k++)
                {
                    var (sourceY, sourceX) = ((row * (int)strides[0]) - (int)pads[0] + (k / kernel.Width), (column * (int)strides[1]) - (int)pads[1] + (k % kernel.Width));
                    if (sourceY >= 0 && sourceY < x.Shape[2] && sourceX >= 0 && sourceX < x.Shape[3])
                    {
                        sum += (double)x.At(n, first + c, sourceY, sourceX) * w.Values[(((o * channels) + c) * kernel.Height * kernel.Width) + k];
                    }
                }
            }

            return (float)sum;
        });
        return y;
    }

    private Activations Normalize(Node node)
    {
        var x = X(node, 0);
        var y = x with { Values = (float[])x.Values.Clone() };
        var inner = x.Count / x.Shape[0] / x.Shape[1];
        for (var index = 0; index < x.Count; index++)
        {
            var c = index / inner % x.Shape[1];
            var deviation = MathF.Sqrt(X(node, 4).Values[c] + node.Float("epsilon", 1e-5f));
            y.Values[index] = ((x.Values[index] - X(node, 3).Values[c]) / deviation * X(node, 1).Values[c]) + X(node, 2).Values[c];
        }

        return y;
    }

    private Activations Multiply(Node node)
    {
        var (a, b) = (X(node, 0), X(node, 1));
        var transposed = node.Int("transB", 0) != 0;
        var (rows, inner, columns) = (a.Shape[0], a.Shape[1], b.Shape[transposed ? 0 : 1]);
        Assert.Equal(inner, b.Shape[transposed ? 1 : 0]);
        var y = new Activations([rows, columns], new float[rows * columns]);
        for (var index = 0; index < y.Count; index++)
        {
            var (row, column) = (index / columns, index % columns);
            var sum = 0.0;
            for (var k = 0; k < inner; k++)
            {
                sum += (double)a.Values[(row * inner) + k] * b.Values[transposed ? (column * inner) + k : (k * columns) + column];
            }

            sum *= node.Float("alpha", 1);
            y.Values[index] = (float)(node.Input(2) is null ? sum : sum + (node.Float("beta", 1) * X(node, 2).Values[column % X(node, 2).Count]));
        }

        return y;
    }

    private Activations Combine(Node node, Func<float, float, float> function)
    {
        var (a, b) = (X(node, 0), X(node, 1));
        var rank = Math.Max(a.Shape.Length, b.Shape.Length);
        var (left, right) = (Aligned(a.Shape, rank), Aligned(b.Shape, rank));
        int[] shape = [.. left.Zip(right, Math.Max)];
        var y = new Activations(shape, new float[shape.Aggregate(1, (product, size) => product * size)]);
        for (var index = 0; index < y.Count; index++)
        {
            y.Values[index] = function(a.Values[Source(index, shape, left)], b.Values[Source(index, shape, right)]);
        }

        return y;
    }

    private static int[] Aligned(int[] shape, int rank) => [.. Enumerable.Repeat(1, rank - shape.Length), .. shape];

    private static int Source(int index, int[] shape, int[] operand)
    {
        var (source, stride) = (0, 1);
        for (var axis = shape.Length - 1; axis >= 0; axis--)
        {
            Assert.True(operand[axis] == shape[axis] || operand[axis] == 1, "the shapes do not broadcast");
            source += operand[axis] == 1 ? 0 : index % shape[axis] * stride;
            stride *= operand[axis];
            index /= shape[axis];
        }

        return source;
    }

    private Activations Slice(Node node)
    {
        var x = X(node, 0);
        var (starts, ends, axes) = (Int64s(node, 1), Int64s(node, 2), Int64s(node, 3));
        var steps = node.Input(4) is null ? [.. axes.Select(_ => 1L)] : Int64s(node, 4);
        for (var index = 0; index < axes.Length; index++)
        {
            var size = x.Shape[axes[index]];
            var positions = new List<int>();
            for (var position = starts[index]; position < Math.Min(size, ends[index]); position += steps[index])
            {
                positions.Add((int)position);
            }

            x = Layouts.Take(x, (int)axes[index], [.. positions]);
        }

        return x;
    }

    private Activations Pool(Node node, float seed, Func<float, float, float> add, Func<float, int, float> finish)
    {
        var x = X(node, 0);
        var (kernel, strides, pads) = (node.Ints("kernel_shape")!, node.Ints("strides") ?? [1, 1], node.Ints("pads") ?? [0, 0, 0, 0]);
        var y = Activations.Zeros(
            x.Shape[0],
            x.Shape[1],
            (int)((x.Shape[2] + pads[0] + pads[2] - kernel[0]) / strides[0]) + 1,
            (int)((x.Shape[3] + pads[1] + pads[3] - kernel[1]) / strides[1]) + 1);
        y.Fill((n, c, row, column) =>
        {
            var (value, count) = (seed, 0);
            for (var k = 0; k < kernel[0] * kernel[1]; k++)
            {
                var (sourceY, sourceX) = ((int)((row * strides[0]) - pads[0] + (k / kernel[1])), (int)((column * strides[1]) - pads[1] + (k % kernel[1])));
                if (sourceY >= 0 && sourceY < x.Shape[2] && sourceX >= 0 && sourceX < x.Shape[3])
                {
                    value = add(value, x.At(n, c, sourceY, sourceX));
                    count++;
                }
            }

            return finish(value, count);
        });
        return y;
    }

    private static Activations GlobalAverage(Activations x)
    {
        var y = Activations.Zeros(x.Shape[0], x.Shape[1], 1, 1);
        var inner = x.Shape[2] * x.Shape[3];
        for (var index = 0; index < y.Count; index++)
        {
            y.Values[index] = x.Values.AsSpan(index * inner, inner).ToArray().Average();
        }

        return y;
    }

    private static Activations Enlarge(Activations x, int factor)
    {
        var y = Activations.Zeros(x.Shape[0], x.Shape[1], x.Shape[2] * factor, x.Shape[3] * factor);
        y.Fill((n, c, row, column) => x.At(n, c, row / factor, column / factor));
        return y;
    }

    /// <summary>Abramowitz and Stegun, 7.1.26.</summary>
    private static float Erf(float x)
    {
        var t = 1 / (1 + (0.3275911f * MathF.Abs(x)));
        var tail = ((((((((1.061405429f * t) - 1.453152027f) * t) + 1.421413741f) * t) - 0.284496736f) * t) + 0.254829592f) * t * MathF.Exp(-x * x);
        return MathF.CopySign(1 - tail, x);
    }
}
