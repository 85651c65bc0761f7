using ModelOptimizer.Data.Annotations;
using ModelOptimizer.Data.Images;
using ModelOptimizer.Graph;
using ModelOptimizer.Graph.Darknet;
using ModelOptimizer.Graph.Detection;
using ModelOptimizer.Graph.Onnx;
using ModelOptimizer.Pipeline.Verification;
using ModelOptimizer.Pruning;
using ModelOptimizer.Pruning.Criteria;
using ModelOptimizer.Pruning.Selection;
using ModelOptimizer.Pruning.Surgery;
using static System.Globalization.CultureInfo;

namespace ModelOptimizer.Pipeline.Tests.Verification;

/// <summary>Networks of Darknet in ONNX Runtime.</summary>
public class DarknetTests
{
    /// <summary>COCO's classes in their order, by the names that the annotations use.</summary>
    private static readonly string[] Classes = Named("chair", 56, "sofa", 57, "pottedplant", 58, "diningtable", 60, "tvmonitor", 62, "cup", 41, "book", 73);

    [Fact]
    public void A_trained_network_computes_what_an_independent_conversion_of_it_computes()
    {
        var published = OnnxFile.Read(SharedData.Model("dk_yolo-fastest-1.1.onnx"));
        using var theirs = new OnnxSession(OnnxFile.ToBytes(published), 1);
        using var ours = new OnnxSession(OnnxFile.ToBytes(YoloFastest()), 1);
        foreach (var batch in DetectionMeasurement.Images(DetectorDescription.Read(YoloFastest())!, Photographs(8)).Read(TestContext.Current.CancellationToken))
        {
            using (batch)
            {
                using var expected = theirs.Run(batch.Pixels, [1, 3, 320, 320]);
                using var actual = ours.Run(batch.Pixels, [1, 3, 320, 320]);
                Assert.Equal(expected.Count, actual.Count);
                for (var head = 0; head < actual.Count; head++)
                {
                    Assert.InRange(RelativeDifference.Largest(actual[head].GetTensorDataAsSpan<float>(), expected[head].GetTensorDataAsSpan<float>()), 0, 1e-4);
                }
            }
        }
    }

    [Fact]
    public void A_trained_network_detects_as_well_as_it_is_known_to()
    {
        // Mean AP@0.5 over the seven classes with at least 20 objects: the data's own evaluation gives 0.343 on stretched images; letterboxed ones, as
        // here, keep things in shape and give a little more.
        var accuracy = DetectionMeasurement.Measure(YoloFastest(), Photographs(int.MaxValue), 1, null, TestContext.Current.CancellationToken);
        var main = accuracy.Classes.Where(found => found.Objects >= 20).ToList();
        Assert.Equal(7, main.Count);
        Assert.InRange(main.Average(found => found.AveragePrecision50), 0.343, 0.40);
    }

    [Fact]
    public void A_pruned_network_computes_the_same_after_the_way_through_darknets_files()
    {
        using var folder = new TemporaryFolder();
        var graph = YoloFastest();
        var plan = Pruner.Plan(graph, new() { Parameters = Budget.Reduction(0.3) });
        var pruned = ChannelSurgery.Apply(graph, plan);
        DarknetFile.Write(pruned, folder.File("pruned.cfg"), folder.File("pruned.weights"));
        var again = DarknetFile.Read(folder.File("pruned.cfg"), new() { Weights = folder.File("pruned.weights"), Classes = Classes });

        Assert.True(plan.After.Parameters < 0.7 * plan.Before.Parameters);
        Assert.Equal(pruned.Nodes.Select(node => node.ToString()), again.Nodes.Select(node => node.ToString()));
        again.Name = pruned.Name;
        Assert.Equal(OnnxFile.ToBytes(pruned), OnnxFile.ToBytes(again));
    }

    [Theory]
    [InlineData("yolov3-spp.cfg")]
    [InlineData("yolov4.cfg")]
    [InlineData("yolov4-csp.cfg")]
    [InlineData("yolov4-tiny.cfg")]
    public void A_published_network_is_pruned_exactly(string cfg)
    {
        // An eighth of the channels: the same topology in no time.
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File(cfg), string.Join('\n', File.ReadLines(SharedData.Darknet(cfg)).Select(line =>
            line.StartsWith("filters", StringComparison.Ordinal) && int.Parse(line.Split('=')[1], InvariantCulture) is var filters and not 255 ? $"filters={filters / 8}"
            : line.StartsWith("width", StringComparison.Ordinal) ? "width=64"
            : line.StartsWith("height", StringComparison.Ordinal) ? "height=64"
            : line)));
        var graph = DarknetFile.Read(folder.File(cfg));
        var plan = Pruner.Plan(graph, new() { Criterion = PruningCriteria.Find("random", 1), Parameters = Budget.Reduction(0.4) });
        Assert.True(plan.After.Parameters <= 0.6 * plan.Before.Parameters);
        Assert.InRange(SurgeryCheck.Measure(graph, plan, threads: 1), 0, SurgeryCheck.Tolerance);
    }

    internal static ModelGraph YoloFastest() => DarknetFile.Read(
        SharedData.Model("yolo-fastest-1.1.cfg"), new() { Weights = SharedData.Model("yolo-fastest-1.1.weights"), Classes = Classes });

    internal static DetectionDataset Photographs(int most)
    {
        var root = SharedData.Folder("cartucho85");
        return new(Classes, [.. Directory.GetFiles(Path.Combine(root, "ground-truth"), "*.txt").Order(StringComparer.Ordinal).Take(most).Select(Sample)], []);

        DetectionSample Sample(string annotation)
        {
            var name = Path.GetFileNameWithoutExtension(annotation);
            var image = Path.Combine(root, "images-optional", $"{name}.jpg");
            var (width, height) = ImageFile.ReadSize(image);
            return new(name, image, annotation, width, height, [.. File.ReadLines(annotation).Select(Box).Where(box => box.Class >= 0)]);
        }

        static LabelledBox Box(string line)
        {
            var words = line.Split(' ');
            float Edge(int index) => float.Parse(words[index], InvariantCulture);
            return new(Array.IndexOf(Classes, words[0]), new(Edge(1), Edge(2), Edge(3), Edge(4)), false);
        }
    }

    /// <summary>80 names, of which some are given.</summary>
    private static string[] Named(params object[] pairs)
    {
        var names = Enumerable.Range(0, 80).Select(index => $"class{index}").ToArray();
        for (var index = 0; index < pairs.Length; index += 2)
        {
            names[(int)pairs[index + 1]] = (string)pairs[index];
        }

        return names;
    }
}
