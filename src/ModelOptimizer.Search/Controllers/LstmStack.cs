using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ModelOptimizer.Search.Controllers;

/// <summary>
/// Stacked LSTM cells without bias: [i f o g] = [x, h] W, c' = sigmoid(i) * tanh(g) + sigmoid(f) * c, h' = sigmoid(o) * tanh(c'); the next layer reads h'.
/// </summary>
internal sealed class LstmStack(IReadOnlyList<Parameter> weights, int units)
{
    /// <summary>Zeros: h and c of every layer, each <c>[rows, units]</c>.</summary>
    public (Tensor Hidden, Tensor Cell)[] Start(int rows) =>
        [.. weights.Select(weight => (zeros([rows, units], weight.dtype), zeros([rows, units], weight.dtype)))];

    /// <summary>One step of all rows.</summary>
    /// <param name="input"><c>[rows, units]</c>.</param>
    /// <param name="state">As <see cref="Start"/> or a step gave it.</param>
    /// <returns>The state after; the last layer's h is what the step gives.</returns>
    public (Tensor Hidden, Tensor Cell)[] Step(Tensor input, (Tensor Hidden, Tensor Cell)[] state)
    {
        var after = new (Tensor Hidden, Tensor Cell)[state.Length];
        for (var layer = 0; layer < after.Length; layer++)
        {
            var (hidden, cell) = state[layer];
            var mixed = cat([input, hidden], 1).matmul(weights[layer]);
            var gates = mixed.narrow(1, 0, 3 * units).sigmoid();
            var content = mixed.narrow(1, 3 * units, units).tanh();
            var next = gates.narrow(1, 0, units).mul(content).add(gates.narrow(1, units, units).mul(cell));
            input = gates.narrow(1, 2 * units, units).mul(next.tanh());
            after[layer] = (input, next);
        }

        return after;
    }
}
