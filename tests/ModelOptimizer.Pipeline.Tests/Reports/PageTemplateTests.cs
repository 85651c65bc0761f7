using System.Text.Json;
using ModelOptimizer.Pipeline.Reports;

namespace ModelOptimizer.Pipeline.Tests.Reports;

public sealed class PageTemplateTests
{
    [Theory]
    [InlineData("Hello {{name}}!", "Hello a&lt;b&gt; &amp; &quot;c&quot; &#39;d&#39;!")]
    [InlineData("{{{name}}}", "a<b> & \"c\" 'd'")]
    [InlineData("{{json list}}", """[{"n":1,"t":"\u003C/script\u003E"},{"n":2,"t":"y"}]""")]
    [InlineData("{{number:N0}} {{number:0.0}} {{number}}", "1,234 1234.5 1234.5")]
    [InlineData("{{share:+0.0 %;-0.0 %}}", "-12.5 %")]
    [InlineData("{{nothing:N0}}", "–")]
    [InlineData("{{inner.deep.name}}", "deepest")]
    [InlineData("{{#list}}<{{n}}{{number:N0}}>{{/list}}", "<11,234><21,234>")]
    [InlineData("{{#words}}{{.}},{{/words}}", "x,y,")]
    [InlineData("{{#yes}}a{{/yes}}{{^yes}}b{{/yes}}{{#no}}c{{/no}}{{^no}}d{{/no}}", "ad")]
    [InlineData("{{#nothing}}a{{/nothing}}{{^none}}b{{/none}}{{#none}}{{unknown}}{{/none}}", "b")]
    [InlineData("{{#inner}}{{#deep}}{{name}}{{/deep}}{{/inner}}", "deepest")]
    public void Fills(string template, string page) => Assert.Equal(page, Render(template));

    [Theory]
    [InlineData("{{unknown}}")]
    [InlineData("{{inner.unknown}}")]
    [InlineData("{{#yes}}a")]
    [InlineData("a{{/yes}}")]
    [InlineData("{{#yes}}{{#no}}{{/yes}}{{/no}}")]
    public void Refuses_a_template_that_is_wrong(string template) => Assert.Throws<FormatException>(() => Render(template));

    [Fact]
    public void What_it_fills_in_is_no_template() => Assert.Equal("{{name}}", new PageTemplate("{{a}}").Render(JsonElement.Parse("""{ "a": "{{name}}" }""")));

    private static string Render(string template) => new PageTemplate(template).Render(JsonElement.Parse("""
        { "name": "a<b> & \"c\" 'd'", "number": 1234.5, "share": -0.125, "nothing": null, "yes": true, "no": false, "none": [], "words": ["x", "y"],
          "list": [{ "n": 1, "t": "</script>" }, { "n": 2, "t": "y" }], "inner": { "deep": { "name": "deepest" } } }
        """));
}
