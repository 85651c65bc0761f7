using Microsoft.ML.OnnxRuntime;
using ModelOptimizer.Pipeline.Diagnostics;

namespace ModelOptimizer.Pipeline.Verification;

/// <summary>A model in ONNX Runtime, on the processor.</summary>
internal sealed class OnnxSession : IDisposable
{
    private readonly InferenceSession session;
    private readonly RunOptions runOptions = new();

    /// <summary>Loads a model.</summary>
    /// <param name="model">The ONNX file's bytes.</param>
    /// <param name="threads">Threads for one run; null for one per core.</param>
    /// <exception cref="PipelineException">ONNX Runtime is missing, or refuses the model.</exception>
    public OnnxSession(byte[] model, int? threads)
    {
        try
        {
            using var options = new SessionOptions { LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR };
            options.IntraOpNumThreads = threads ?? Environment.ProcessorCount;

            // Waiting threads must not take the cores from the other model of a comparison.
            options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
            session = new(model, options);
        }
        catch (OnnxRuntimeException error)
        {
            throw new PipelineException(Diagnostic.Error(DiagnosticCodes.ModelInvalid, $"ONNX Runtime refuses the model: {error.Message}"), error);
        }

        InputNames = session.InputNames;
        OutputNames = session.OutputNames;
    }

    /// <summary>The inputs' names.</summary>
    public IReadOnlyList<string> InputNames { get; }

    /// <summary>The outputs' names.</summary>
    public IReadOnlyList<string> OutputNames { get; }

    /// <summary>The position of an output.</summary>
    public int IndexOf(string output) => OutputNames.Index().First(pair => pair.Item == output).Index;

    /// <summary>Runs the model on one float32 input.</summary>
    /// <param name="input">The input's values, row-major.</param>
    /// <param name="shape">The input's shape.</param>
    /// <returns>One value per output; dispose it.</returns>
    public IDisposableReadOnlyCollection<OrtValue> Run(Memory<float> input, long[] shape)
    {
        using var value = OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, input, shape);
        return session.Run(runOptions, [InputNames[0]], [value], OutputNames);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        session.Dispose();
        runOptions.Dispose();
    }
}
