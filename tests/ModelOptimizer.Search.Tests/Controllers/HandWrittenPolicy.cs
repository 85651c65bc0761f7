using ModelOptimizer.Search.Controllers;
using ModelOptimizer.Search.Spaces;
using TorchSharp;
using static TorchSharp.torch;

namespace ModelOptimizer.Search.Tests.Controllers;

/// <summary>The policy written out in loops over doubles, from its description alone: parameters are start, positions, block, ratio, embeddings, cells.</summary>
internal sealed class HandWrittenPolicy(PolicyNetwork network, ControllerOptions options, double blockPrior)
{
    private readonly double[][,] _parameters = [.. network.Parameters.Select(Matrix)];

    public double LogProbability(IReadOnlyList<SearchStep> steps, Trajectory trajectory)
    {
        var (hidden, cell) = (Zeros(), Zeros());
        var before = Row(_parameters[0], 0);
        var sum = 0.0;
        foreach (var step in steps)
        {
            var value = trajectory.Values[step.Position];
            if (double.IsNaN(value))
            {
                continue;
            }

            var output = Advance(before, step.Position, hidden, cell);
            if (step.IsBlock)
            {
                sum += Block(output)[(int)value];
                before = Row(_parameters[4], (int)value);
            }
            else
            {
                var raw = Product(output, _parameters[3]);
                var (mean, deviation) = (4 * Math.Tanh(raw[0]), 0.1 + (0.9 * Math.Exp(2 * Math.Tanh(raw[1]))));
                sum += Math.Log(Math.Exp(-Math.Pow(value - mean, 2) / (2 * deviation * deviation)) / (deviation * Math.Sqrt(2 * Math.PI)));
                before = Product([1 / (1 + Math.Exp(-value)), 1], _parameters[5]);
            }
        }

        return sum;
    }

    /// <summary>Logarithms of the probabilities of the first block to stay and to leave.</summary>
    public double[] FirstBlock() => Block(Advance(Row(_parameters[0], 0), 0, Zeros(), Zeros()));

    private double[] Block(double[] output)
    {
        var logits = Array.ConvertAll(Product(output, _parameters[2]), value => 2.5 * Math.Tanh(value));
        logits[0] += Math.Log(1 - blockPrior);
        logits[1] += Math.Log(blockPrior);
        var total = Math.Log(logits.Sum(Math.Exp));
        return Array.ConvertAll(logits, logit => logit - total);
    }

    private double[] Advance(double[] before, int position, double[][] hidden, double[][] cell)
    {
        var input = before.Zip(Row(_parameters[1], position), (one, other) => one + other).ToArray();
        for (var layer = 0; layer < options.Layers; layer++)
        {
            var mixed = Product([.. input, .. hidden[layer]], _parameters[6 + layer]);
            for (var unit = 0; unit < options.Units; unit++)
            {
                var (i, f, o, g) = (mixed[unit], mixed[options.Units + unit], mixed[(2 * options.Units) + unit], mixed[(3 * options.Units) + unit]);
                cell[layer][unit] = (Sigmoid(i) * Math.Tanh(g)) + (Sigmoid(f) * cell[layer][unit]);
                hidden[layer][unit] = Sigmoid(o) * Math.Tanh(cell[layer][unit]);
            }

            input = hidden[layer];
        }

        return input;
    }

    private double[][] Zeros() => [.. Enumerable.Range(0, options.Layers).Select(_ => new double[options.Units])];

    private static double Sigmoid(double value) => 1 / (1 + Math.Exp(-value));

    private static double[] Row(double[,] matrix, int row) => [.. Enumerable.Range(0, matrix.GetLength(1)).Select(column => matrix[row, column])];

    private static double[] Product(double[] row, double[,] matrix) =>
        [.. Enumerable.Range(0, matrix.GetLength(1)).Select(column => row.Select((value, index) => value * matrix[index, column]).Sum())];

    private static double[,] Matrix(TorchSharp.Modules.Parameter parameter)
    {
        var matrix = new double[parameter.shape[0], parameter.shape[1]];
        for (var row = 0; row < matrix.GetLength(0); row++)
        {
            for (var column = 0; column < matrix.GetLength(1); column++)
            {
                matrix[row, column] = parameter[row, column].ToSingle();
            }
        }

        return matrix;
    }
}
