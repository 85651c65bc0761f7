using ModelOptimizer.Graph;

namespace ModelOptimizer.Training.Operators;

/// <summary>The value of a Constant node, whichever attribute states it.</summary>
internal static class ConstantValue
{
    public static TensorData Of(Node node)
    {
        foreach (var (name, value) in node.Attributes)
        {
            switch (name, value)
            {
                case ("value", TensorData tensor): return tensor;
                case ("value_int", long number): return TensorData.Of([], [number]);
                case ("value_float", float number): return TensorData.Scalar(number);
                case ("value_ints", long[] numbers): return TensorData.Of([numbers.Length], numbers);
                case ("value_floats", float[] numbers): return TensorData.Of([numbers.Length], numbers);
            }
        }

        throw new TrainingException($"{node} states no value that can be executed.");
    }
}
