using ModelOptimizer.Graph;
using ModelOptimizer.Training.Execution;
using static TorchSharp.torch;

namespace ModelOptimizer.Training.Operators;

/// <summary>Pow; the result has the type of the base.</summary>
internal sealed class Power(Node node) : Operator(node)
{
    public override Tensor[] Run(Operands operands)
    {
        var (number, exponent) = (operands[0], operands[1]);
        // A number as exponent has faster kernels, and no gradient of its own.
        var power = number.IsReal() && exponent.numel() == 1 && exponent.dim() <= number.dim() && operands.Number(1) is { } constant
            ? number.pow(constant)
            : number.pow(exponent);
        return [power.dtype == number.dtype ? power : power.to(number.dtype)];
    }
}
