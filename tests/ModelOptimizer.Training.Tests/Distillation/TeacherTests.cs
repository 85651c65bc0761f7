using ModelOptimizer.Training.Distillation;
using ModelOptimizer.Training.Execution;
using ModelOptimizer.Training.Runtime;
using TorchSharp;
using static TorchSharp.torch;

namespace ModelOptimizer.Training.Tests.Distillation;

public sealed class TeacherTests
{
    [Fact]
    public void Has_nothing_to_teach_an_identical_network()
    {
        using var scope = NewDisposeScope();
        var graph = Networks.Detector();
        using var teacher = new Teacher(graph, graph, new() { Boxes = 1 }, ComputeTarget.Reference);
        using var student = new GraphExecutor(graph, ComputeTarget.Reference, teacher.Taps);
        var images = rand(2, 3, 64, 64, generator: new Generator(1));

        var terms = teacher.Compute(images, student.Run(images, ExecutionMode.Inference)).ToArray();

        Assert.Equal(["attention", "logits", "boxes"], terms.Select(term => term.Name));
        Assert.All(terms, term => Assert.Equal(0, term.Value.ToSingle(), 1e-5));
    }

    [Fact]
    public void Teaches_a_narrower_network_through_the_same_values()
    {
        using var scope = NewDisposeScope();
        var (wide, narrow) = (Networks.Detector(width: 16), Networks.Detector(width: 8, seed: 2));
        using var teacher = new Teacher(wide, narrow, new(), ComputeTarget.Reference);
        using var student = new GraphExecutor(narrow, ComputeTarget.Reference, teacher.Taps);
        var images = rand(2, 3, 64, 64, generator: new Generator(1));

        var total = teacher.Compute(images, student.Run(images, ExecutionMode.Training)).Select(term => term.Value).Aggregate((sum, term) => sum.add(term));
        total.backward();

        Assert.True(total.ToSingle() > 0);
        Assert.All(student.Parameters.Trained, parameter => Assert.NotNull(parameter.Tensor.grad));
    }

    [Fact]
    public void Watches_the_last_activation_of_every_resolution() =>
        Assert.Equal(["conv0/act", "conv1/act", "conv3/act"], AttentionLayers.LastPerResolution(Networks.Detector(), Networks.Detector()));
}
