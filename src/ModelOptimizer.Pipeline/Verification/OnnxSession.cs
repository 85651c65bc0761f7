using Microsoft.ML.OnnxRuntime;
using ModelOptimizer.Graph.Onnx;
using ModelOptimizer.Pipeline.Diagnostics;

namespace ModelOptimizer.Pipeline.Verification;

/// <summary>A model in ONNX Runtime, on the processor.</summary>
internal sealed class OnnxSession : IDisposable
{
    private readonly InferenceSession session;
    private readonly RunOptions runOptions;
    private readonly SharedWeights? weights;

    /// <summary>Loads a model.</summary>
    /// <param name="model">The ONNX file's bytes.</param>
    /// <param name="threads">Threads for one run; null for one per core.</param>
    /// <exception cref="PipelineException">ONNX Runtime is missing, or refuses the model.</exception>
    public OnnxSession(byte[] model, int? threads) : this(model, threads, GraphOptimizationLevel.ORT_ENABLE_ALL)
    {
    }

    /// <summary>Loads a graph as it stands, to be run once or twice: at once, and slower than it could run.</summary>
    /// <param name="weights">The graph and its weights; disposed with the session.</param>
    /// <param name="threads">Threads for one run; null for one per core.</param>
    /// <exception cref="PipelineException">ONNX Runtime is missing, or refuses the model.</exception>
    public OnnxSession(SharedWeights weights, int? threads)
        : this(OnnxFile.ToBytes(weights.Graph), threads, GraphOptimizationLevel.ORT_DISABLE_ALL) => this.weights = weights;

    private OnnxSession(byte[] model, int? threads, GraphOptimizationLevel level)
    {
        try
        {
            OnnxLibrary.Load();
            using var options = new SessionOptions { LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, GraphOptimizationLevel = level };
            options.IntraOpNumThreads = threads ?? Environment.ProcessorCount;

            // What runs once or twice shall not keep memory for the next time.
            options.EnableCpuMemArena = level != GraphOptimizationLevel.ORT_DISABLE_ALL;

            // Waiting threads must not take the cores from the other model of a comparison.
            options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
            session = new(model, options);
            runOptions = new();
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
        return session.Run(runOptions, [InputNames[0], .. weights?.Names ?? []], [value, .. weights?.Values ?? []], OutputNames);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        session.Dispose();
        weights?.Dispose();
        runOptions.Dispose();
    }
}
