using ModelOptimizer.Data.Annotations;

namespace ModelOptimizer.Data.Tests.Annotations;

/// <summary>The real blood-cell set; the counts are those of the data's own description.</summary>
public sealed class BloodCellTests
{
    private static readonly string[] Classes = ["RBC", "WBC", "Platelets"];

    [Theory]
    [InlineData("train", 205)]
    [InlineData("val", 87)]
    [InlineData("test", 72)]
    public void Every_split_has_its_images(string split, int images)
        => Assert.Equal(images, VocReader.Read(Path.Combine(SharedData.Folder("bccd"), "BCCD"), split, Classes).Samples.Count);

    [Fact]
    public void All_boxes_are_read_but_the_two_without_area()
    {
        var root = Path.Combine(SharedData.Folder("bccd"), "BCCD");
        DetectionDataset[] splits = [.. new[] { "train", "val", "test" }.Select(split => VocReader.Read(root, split, Classes))];
        var boxes = splits.SelectMany(split => split.Samples).SelectMany(sample => sample.Boxes).ToLookup(box => box.Class);
        var warnings = splits.SelectMany(split => split.Warnings).ToList();

        // 4155 RBC in the files; the two empty boxes are among them.
        Assert.Equal((4153, 372, 361), (boxes[0].Count(), boxes[1].Count(), boxes[2].Count()));
        Assert.Equal(["BloodImage_00343.xml", "BloodImage_00338.xml"], warnings.Select(warning => Path.GetFileName(warning.Path)));
        Assert.All(warnings, warning => Assert.True(warning.Skipped));
    }
}
