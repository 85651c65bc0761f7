using ModelOptimizer.Graph;
using ModelOptimizer.Pruning.Surgery;

namespace ModelOptimizer.Pruning.Coupling.Operators;

/// <summary>Fully connected layers: Gemm, and MatMul with constant weights on the right. The features along the last axis are the channels.</summary>
internal sealed class MatrixProduct : IOperatorFamily
{
    public IReadOnlyList<string> OpTypes => ["Gemm", "MatMul"];

    public string? Couple(Node node, CouplingPass pass)
    {
        if (node.Int("transA", 0) != 0 || pass.Constant(node.Inputs[1]) is not { Shape.Count: 2, Count: > 0 } weight)
        {
            return "its right-hand side is not a constant matrix";
        }

        var (inputAxis, outputAxis) = Axes(node);
        var rank = pass.Shape(node.Inputs[0])?.Count ?? 2;
        var input = pass.LayerInput(node.Inputs[0], rank - 1, rank, (int)weight.Shape[inputAxis]);
        if (input.Axis != input.Rank - 1 || input.Width != weight.Shape[inputAxis])
        {
            return "its input's channels are not the features that its weights read";
        }

        var channels = ChannelList.Fresh((int)weight.Shape[outputAxis]);
        if (node.Input(2) is { } bias)
        {
            if (pass.Constant(bias) is not { } tensor || node.Float("beta", 1) == 0)
            {
                return "its bias is not a constant";
            }

            if (tensor.Count == channels.Width && tensor.Count > 1)
            {
                pass.Slot(node, bias, tensor.Shape.Count - 1, ChannelRole.Bias, channels);
            }
            else if (tensor.Count > 1)
            {
                return "its bias differs from row to row";
            }
        }

        pass.Slot(node, node.Inputs[1], inputAxis, ChannelRole.Input, input.Channels);
        pass.Slot(node, node.Inputs[1], outputAxis, ChannelRole.Output, channels);
        pass.Assign(node.Output, new(input.Axis, input.Rank, channels));
        return null;
    }

    public void Propagate(Node node, ConstantPass pass) => pass.AssignBias(node.Output, node.Input(2), node.Float("beta", 1));

    public void Cut(Node node, Node cut, CutPass pass)
    {
        if (pass.Constants.Of(node.Inputs[0]) is { } constants)
        {
            var weight = pass.Source.Initializers[node.Inputs[1]];
            pass.AddToOutput(node, cut, Offsets(node, weight, constants));
        }
    }

    private static (int Input, int Output) Axes(Node node) => node.Int("transB", 0) != 0 ? (1, 0) : (0, 1);

    private static double[] Offsets(Node node, TensorData weight, float[] constants)
    {
        var (inputAxis, outputAxis) = Axes(node);
        var columns = (int)weight.Shape[1];
        var values = weight.Floats;
        var offsets = new double[weight.Shape[outputAxis]];
        var alpha = (double)node.Float("alpha", 1);
        int[] known = [.. Enumerable.Range(0, constants.Length).Where(input => constants[input] is not (0 or float.NaN))];
        for (var row = 0; known.Length > 0 && row < weight.Shape[0]; row++)
        {
            var weights = values.Slice(row * columns, columns);
            if (inputAxis == 1)
            {
                foreach (var input in known)
                {
                    offsets[row] += alpha * weights[input] * constants[input];
                }
            }
            else if (constants[row] is not (0 or float.NaN) and var constant)
            {
                for (var output = 0; output < columns; output++)
                {
                    offsets[output] += alpha * weights[output] * constant;
                }
            }
        }

        return offsets;
    }
}
