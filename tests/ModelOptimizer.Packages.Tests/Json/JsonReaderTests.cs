using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using ModelOptimizer.MSBuild.Json;

namespace ModelOptimizer.Packages.Tests.Json;

public sealed class JsonReaderTests
{
    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    [Fact]
    public void Reads_comments_and_trailing_commas() =>
        Assert.Equal("b", JsonReader.Read("// one\n{ /* two\n */ \"a\": [\"b\",], }\n// end")["a"]!.Items.Single().Text);

    [Fact]
    public void A_value_knows_its_line_and_column()
    {
        var value = JsonReader.Read("{\n  // comment\n  \"a\": /* here\n now */ 12 }")["a"]!;
        Assert.Equal((4, 9, 12), (value.Line, value.Column, value.Integer));
    }

    [Theory]
    [InlineData("", 1, 1, "the file ends where a value is expected")]
    [InlineData("{\r\n  \"a\" 1\r\n}", 2, 7, "':' is expected here, not '1'")]
    [InlineData("[1 2]", 1, 4, "',' or ']' is expected here, not '2'")]
    [InlineData("{\n\"a\": 1,\n\"a\": 2}", 3, 1, "'a' is stated twice")]
    [InlineData("[\"ab\n\"]", 1, 5, "a string does not end on its line")]
    [InlineData("[\"\\x\"]", 1, 4, "this is no escape that JSON knows; a backslash itself is written '\\\\'")]
    [InlineData("[1] 2", 1, 5, "there is text after the end of the document")]
    [InlineData("[01]", 1, 3, "',' or ']' is expected here, not '1'")]
    [InlineData("[1.]", 1, 4, "a digit is expected here, not ']'")]
    [InlineData("[ /* ]", 1, 3, "a comment does not end")]
    public void Says_what_is_wrong_and_where(string text, int line, int column, string message)
    {
        var problem = Assert.Throws<JsonSyntaxException>(() => JsonReader.Read(text));
        Assert.Equal((line, column, message), (problem.Line, problem.Column, problem.Message));
    }

    [Fact]
    public void Deep_nesting_is_an_error_and_not_a_crash() =>
        Assert.Throws<JsonSyntaxException>(() => JsonReader.Read(new string('[', 100_000)));

    [Fact]
    public void Reads_every_string_that_the_frameworks_writer_writes() => Prop
        .ForAll<NonNull<string>>(text => JsonReader.Read(JsonSerializer.Serialize(text.Get)).Text == JsonSerializer.Deserialize<string>(JsonSerializer.Serialize(text.Get)))
        .QuickCheckThrowOnFailure();

    [Fact]
    public void Accepts_exactly_what_the_frameworks_reader_accepts()
    {
        string[] tokens = ["{", "}", "[", "]", ",", ":", "\"a\"", "\"\\n\"", "0", "-1.5e+3", ".", "e", "true", "null", "nul", "//", "/*", "*/", "/", "\n", " ", "\\"];
        var texts = Gen.Elements(tokens).ArrayOf().Select(string.Concat).ToArbitrary();
        Prop.ForAll(texts, text => Refusal(text) is var refusal && (refusal is null || refusal.EndsWith("twice", StringComparison.Ordinal)) == FrameworkAccepts(text))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(5000));
    }

    private static string? Refusal(string text)
    {
        try
        {
            JsonReader.Read(text);
            return null;
        }
        catch (JsonSyntaxException problem)
        {
            return problem.Message;
        }
    }

    private static bool FrameworkAccepts(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text, Lenient);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
