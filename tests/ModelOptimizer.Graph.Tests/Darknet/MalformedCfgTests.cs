using FsCheck;
using FsCheck.Fluent;
using ModelOptimizer.Graph.Darknet;

namespace ModelOptimizer.Graph.Tests.Darknet;

/// <summary>Every mistake is told once, at its line. The layers under test start in line 13.</summary>
public class MalformedCfgTests
{
    [Theory]
    [InlineData("[convolutinal]", 13, "[convolutinal]", "did you mean 'convolutional'?")]
    [InlineData("[convolutional", 13, "closing bracket")]
    [InlineData("[maxpool]\nsize", 14, "neither [section] nor key=value")]
    [InlineData("[convolutional]\nfilers=3", 14, "no key \"filers\"", "did you mean 'filters'?")]
    [InlineData("[convolutional]\nfilters=three", 14, "\"filters\" takes a whole number of at least 1, not \"three\"")]
    [InlineData("[convolutional]\nfilters=0", 14, "at least 1")]
    [InlineData("[convolutional]\nfilters=99999999999", 14, "whole number")]
    [InlineData("[convolutional]\nfilters=16000000\nsize=16000\npad=1", 13, "too many")]
    [InlineData("[convolutional]\nfilters=4\nfilters=5", 15, "another value already in line 14")]
    [InlineData("[convolutional]\nactivation=leeky", 14, "no activation \"leeky\"", "did you mean 'leaky'?")]
    [InlineData("[convolutional]\nfilters=9\ngroups=3", 15, "\"groups=3\" divides not both")]
    [InlineData("[convolutional]\nsize=99", 14, "does not fit the map of 8 x 16 x 32")]
    [InlineData("[convolutional]\nsize=4\npad=1\ndilation=2", 16, "odd \"size\"")]
    [InlineData("[convolutional]\nxnor=1", 14, "\"xnor=1\" is not supported")]
    [InlineData("[route]", 13, "lacks \"layers\"")]
    [InlineData("[route]\nlayers=-2", 14, "refers to -2", "layers 0 to 0")]
    [InlineData("[route]\nlayers=1", 14, "refers to 1, layer 1")]
    [InlineData("[route]\nlayers=", 14, "\"layers\" is empty")]
    [InlineData("[route]\nlayers=-1,x", 14, "not \"x\"")]
    [InlineData("[maxpool]\nsize=2\nstride=2\n[route]\nlayers=-1,-2", 17, "different sizes", "16 x 32 cells from -2")]
    [InlineData("[route]\nlayers=-1\ngroups=3", 15, "8 channels", "3 equal groups")]
    [InlineData("[route]\nlayers=-1\ngroups=2\ngroup_id=2", 16, "counts from 0")]
    [InlineData("[maxpool]\nsize=2\nstride=2\n[shortcut]\nfrom=-2", 17, "different sizes", "8 x 8 x 16", "8 x 16 x 32")]
    [InlineData("[shortcut]\nfrom=-1\nweights_type=per_feature", 15, "weights_type=per_feature")]
    [InlineData("[scale_channels]\nfrom=-1", 14, "one number per channel")]
    [InlineData("[sam]\nfrom=-1,-1", 14, "one layer")]
    [InlineData("[upsample]\nscale=2", 14, "\"scale\"")]
    [InlineData("[upsample]\nstride=9999999", 13, "no more than 16777216")]
    [InlineData("[dropout]\nprobability=1", 14, "below 1")]
    [InlineData("[maxpool]\nsize=2\npadding=9", 15, "hold nothing")]
    [InlineData("[yolo]\nmask=0", 13, "lacks \"anchors\"")]
    [InlineData("[yolo]\nanchors=1,2,3\nmask=0", 14, "1 pairs")]
    [InlineData("[yolo]\nanchors=1,2\nmask=1", 15, "from 0 to 0")]
    [InlineData("[yolo]\nanchors=1,2\nclasses=4\nmask=0", 15, "\"filters=9\"", "it has 8")]
    [InlineData("[yolo]\nanchors=1,2\nclasses=3\nmask=0\n[maxpool]", 17, "reads layer 1, which is a [yolo] layer")]
    [InlineData("[yolo]\nanchors=1,2\nclasses=3\n[route]\nlayers=0\n[yolo]\nanchors=1,2\nclasses=3", 18, "same layer")]
    public void Names_the_line_and_the_cause(string layers, int line, params string[] parts)
    {
        var error = CfgText.Refusal(CfgText.Stem + layers);
        Assert.Equal(line, error.Line);
        Assert.All(parts, part => Assert.Contains(part, error.Reason, StringComparison.Ordinal));
        Assert.Equal($"{error.Path}({error.Line}): {error.Reason}", error.Message);
    }

    [Theory]
    [InlineData("", null, "holds no network")]
    [InlineData("[net]\nwidth=32\nheight=32", null, "holds no network")]
    [InlineData("width=32", 1, "in a section")]
    [InlineData("[convolutional]\n[convolutional]", 1, "starts with [net]")]
    [InlineData("[net]\nheight=32\n[maxpool]", 1, "lacks \"width\"")]
    [InlineData("[net]\nwidth=32\nheight=32\nwidh=32\n[maxpool]", 4, "did you mean 'width'?")]
    [InlineData("[net]\nwidth=100\nheight=32\n[maxpool]\nstride=8\n[convolutional]\nfilters=6\n[yolo]\nanchors=1,2\nclasses=1", 8, "no whole multiple")]
    public void Refuses_what_is_no_network(string text, int? line, string part)
    {
        var error = CfgText.Refusal(text);
        Assert.Equal(line, error.Line);
        Assert.Contains(part, error.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Any_edit_of_a_description_reads_or_is_refused_by_its_own_exception() => Prop.ForAll(Edits(), edit =>
    {
        var lines = Sections.Split('\n').ToList();
        var at = edit.Line % lines.Count;
        lines[at] = edit.Kind switch
        {
            0 => "",
            1 => lines[at].Split('=')[0] + "=" + edit.Value,
            2 => lines[at] + edit.Value,
            _ => lines[edit.Value.Length % lines.Count],
        };
        try
        {
            CfgText.Read(string.Join('\n', lines));
        }
        catch (DarknetException error)
        {
            Assert.InRange(error.Line ?? 1, 1, lines.Count);
        }
    }).QuickCheckThrowOnFailure();

    /// <summary>Every section once.</summary>
    private const string Sections = CfgText.Stem
        + "[dropout]\nprobability=.1\n[maxpool]\nsize=2\nstride=2\n[upsample]\nstride=2\n[shortcut]\nfrom=0\nactivation=mish\n[route]\nlayers=-1,0\ngroups=2\ngroup_id=1\n"
        + "[avgpool]\n[scale_channels]\nfrom=-2\n[sam]\nfrom=0\n[convolutional]\nfilters=7\nsize=3\npad=1\ngroups=1\ndilation=1\nactivation=linear\n"
        + "[yolo]\nmask=0\nanchors=10,14\nnum=1\nclasses=2\nscale_x_y=1.1\nnew_coords=0";

    private static Arbitrary<(int Line, int Kind, string Value)> Edits() => Arb.From(
        from line in Gen.Choose(0, 1000)
        from kind in Gen.Choose(0, 3)
        from value in Gen.Elements("-1", "0", "1", "2", "3", "16777216", "99999999999", "1e9", "nan", "", ",", "-1,-2,7", "x", "[", "]", "=", "#", "linear")
        select (line, kind, value));

    [Fact]
    public void Refuses_a_missing_file()
    {
        var error = Assert.Throws<DarknetException>(() => DarknetFile.Read("nowhere.cfg"));
        Assert.Equal(("nowhere.cfg", null), (error.Path, error.Line));
    }
}
