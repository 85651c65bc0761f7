using ModelOptimizer.Data.Batches;
using ModelOptimizer.Graph.Detection;
using ModelOptimizer.Training.Distillation;
using ModelOptimizer.Training.Execution;
using ModelOptimizer.Training.Losses;
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
        using var student = new GraphExecutor(graph, ComputeTarget.Reference, digests: teacher.Digests);
        var images = rand(2, 3, 64, 64, generator: new Generator(1));

        var terms = teacher.Compute(images, student.Run(images, ExecutionMode.Inference), new([[], []], [])).ToArray();

        Assert.Equal(["attention", "logits", "boxes"], terms.Select(term => term.Name));
        Assert.All(terms, term => Assert.Equal(0, term.Value.ToSingle(), 1e-5));
    }

    [Fact]
    public void Teaches_a_narrower_network_through_the_same_values()
    {
        using var scope = NewDisposeScope();
        var (wide, narrow) = (Networks.Detector(width: 16), Networks.Detector(width: 8, seed: 2));
        using var teacher = new Teacher(wide, narrow, new(), ComputeTarget.Reference);
        using var student = new GraphExecutor(narrow, ComputeTarget.Reference, digests: teacher.Digests);
        var images = rand(2, 3, 64, 64, generator: new Generator(1));

        var total = teacher.Compute(images, student.Run(images, ExecutionMode.Training), null).Select(term => term.Value).Aggregate((sum, term) => sum.add(term));
        total.backward();

        Assert.True(total.ToSingle() > 0);
        Assert.All(student.Parameters.Trained, parameter => Assert.NotNull(parameter.Tensor.grad));
    }

    [Fact]
    public void Imitates_boxes_in_the_cells_that_the_loss_assigned()
    {
        using var scope = NewDisposeScope();
        var (teacher, student) = (Networks.Detector(), Networks.Detector(seed: 2));
        using var teaching = new Teacher(teacher, student, new() { Attention = 0, Logits = 0, Boxes = 3 }, ComputeTarget.Reference);
        using var learning = new GraphExecutor(student, ComputeTarget.Reference);
        using var example = new GraphExecutor(teacher, ComputeTarget.Reference);
        var images = rand(2, 3, 64, 64, generator: new Generator(1));
        var (detector, values) = (DetectorDescription.Read(student)!, learning.Run(images, ExecutionMode.Inference));
        var truth = new YoloLoss(detector, new()).Compute(values, [[new(0, 20, 20, 12, 12)], []]).Truth!;

        var term = Assert.Single(teaching.Compute(images, values, truth));

        var expected = PredictionLoss.AssignedBoxes(
            HeadRows.Join(detector, example.Run(images, ExecutionMode.Inference)), HeadRows.Join(detector, values), truth.Rows);
        Assert.NotEmpty(truth.Rows);
        Assert.Equal(3 * expected.ToSingle(), term.Value.ToSingle(), 1e-4);
    }

    [Fact]
    public void Imitates_attention_within_objects_only()
    {
        using var scope = NewDisposeScope();
        var (teacher, student) = (Networks.Detector(), Networks.Detector(seed: 2));
        using var teaching = new Teacher(teacher, student, new() { Logits = 0, Region = AttentionRegion.Objects }, ComputeTarget.Reference);
        using var learning = new GraphExecutor(student, ComputeTarget.Reference, digests: teaching.Digests);
        var images = rand(1, 3, 64, 64, generator: new Generator(1));
        var values = learning.Run(images, ExecutionMode.Inference);

        double Distance(params DetectionTarget[] objects) => teaching.Compute(images, values, new([objects], [])).Single().Value.ToDouble();

        Assert.Equal(0, Distance());
        Assert.True(Distance(new DetectionTarget(0, 32, 32, 30, 30)) > 0);
        Assert.Throws<TrainingException>(() => teaching.Compute(images, values, null));
    }

    [Fact]
    public void Keeps_no_feature_map()
    {
        var graph = Networks.Detector();
        using var teacher = new Teacher(graph, graph, new(), ComputeTarget.Reference);
        using var scope = NewDisposeScope();
        using var executor = new GraphExecutor(graph, ComputeTarget.Reference, digests: teacher.Digests);

        var results = executor.Run(rand(2, 3, 64, 64, generator: new Generator(1)), ExecutionMode.Inference);

        // 32, 16 and 8 positions a side, and the head.
        Assert.Equal(["2 14 8 8", "2 16 16", "2 32 32", "2 8 8"], results.Values.Select(value => string.Join(' ', value.shape)).Order(StringComparer.Ordinal));
    }
}
