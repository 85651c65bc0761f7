using System.Runtime.InteropServices;
using ModelOptimizer.Pipeline.Diagnostics;
using ModelOptimizer.Training;

namespace ModelOptimizer.Pipeline.Tests.Diagnostics;

public class CauseTests
{
#pragma warning disable CA2201 // What the runtime and libtorch throw is what is told about.
    public static TheoryData<Exception> Refusals =>
    [
        new OutOfMemoryException(),
        new AggregateException(new InvalidOperationException("first"), new OutOfMemoryException()),
        new TypeInitializationException("Some.Type", new OutOfMemoryException()),
        new ExternalException("[enforce fail at alloc_cpu.cpp:75] err == 0. DefaultCPUAllocator: can't allocate memory: you tried to allocate 2415919104 bytes."),
        new ExternalException("CUDA out of memory. Tried to allocate 20.00 MiB"),
        new TrainingException("Conv 'stem' cannot be executed: DefaultCPUAllocator: not enough memory"),
    ];
#pragma warning restore CA2201

    [Theory]
    [MemberData(nameof(Refusals))]
    public void Refused_memory_is_told_as_such_wherever_it_was_refused(Exception error)
    {
        var diagnostic = Assert.Single(Causes.Of(error));

        Assert.Equal(DiagnosticCodes.OutOfMemory, diagnostic.Code);
        Assert.Contains("batchSize", diagnostic.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Other_errors_of_training_are_not() =>
        Assert.Equal(DiagnosticCodes.NotTrainable, Assert.Single(Causes.Of(new TrainingException("The loss is not a number."))).Code);
}
