namespace ModelOptimizer.Tests.Hostile.Data;

/// <summary>Damaged VOC annotations.</summary>
internal sealed class HostileAnnotation() : VocInput("set/Annotations/a.xml")
{
    private const string Other = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<annotation verified=\"yes\">\n<!-- none -->\n<object><name>cat</name></object>\n</annotation>";

    private static readonly string[] Words =
    [
        "annotation", "object", "name", "bndbox", "xmin", "size", "width", "<object>", "</object>", "<!DOCTYPE x [<!ENTITY a \"b\"><!ENTITY c \"&a;&a;\">]>", "&c;", "&#0;", "&#x110000;", "<![CDATA[", "]]>",
        "<?xml version=\"1.0\" encoding=\"utf-16\"?>", "<?xml version=\"1.0\" encoding=\"utf-7\"?>", "<?xml version=\"1.0\" encoding=\"none\"?>", "xmlns=\"x\"", "<!--", "-->", "../../secret", "fish", "",
    ];

    public override string Kind => "annotation";

    public override byte[] Make(Random random) => random.Next(2) == 0
        ? TextMutations.Mutate(random, Annotation, Other, Words, "<object>")
        : TextMutations.Mutate(random, Other, Annotation, Words, "<a>");
}
