using System.Text;
using Rota.Core.Results;

namespace Rota.Core.Tests.Results;

public class ResultObjectTests
{
    [Theory]
    [InlineData("{ \"accuracy\" : 0.9300,\n \"name\": \"a\\u00e9b\" }\n", "{\"accuracy\":0.9300,\"name\":\"aéb\"}")]
    [InlineData("\uFEFF{}", "{}")]
    [InlineData("{\"a\":1,\"b\":{\"c\":[1,null]},\"a\":2}", "{\"a\":2,\"b\":{\"c\":[1,null]}}")]
    public void One_object_is_kept_compact_with_each_name_once(string text, string kept) =>
        Assert.Equal((kept, null), ResultObject.Read(Encoding.UTF8.GetBytes(text)));

    [Theory]
    [InlineData("", "it is no JSON at line 1, byte 1")]
    [InlineData("{\"loss\":\n NaN}", "it is no JSON at line 2, byte 2")]
    [InlineData("[1]", "it is no JSON object")]
    [InlineData("0.9", "it is no JSON object")]
    [InlineData("{} {}", "it is no JSON at line 1, byte 4")]
    [InlineData("{\"a\":\"\\ud800\"}", "half a character")]
    public void Anything_else_is_refused_with_its_place(string text, string problem)
    {
        var (kept, why) = ResultObject.Read(Encoding.UTF8.GetBytes(text));
        Assert.Null(kept);
        Assert.Contains(problem, why, StringComparison.Ordinal);
    }

    [Fact]
    public void Bytes_that_are_no_text_are_refused() => Assert.StartsWith("it is no UTF-8", ResultObject.Read([0xFF]).Problem);

    [Fact]
    public void It_has_a_bound()
    {
        var text = "{\"a\":\"" + new string('x', ResultObject.BytesMax - 8) + "\"}";
        Assert.NotNull(ResultObject.Read(Encoding.UTF8.GetBytes(text)).Text);
        Assert.StartsWith("it is longer than 64 KiB", ResultObject.Read(Encoding.UTF8.GetBytes(text + " ")).Problem);
    }

    [Fact]
    public void Values_that_are_added_are_JSON_or_texts()
    {
        var text = ResultObject.With("""{"a":1,"b":2}""", [("b", "0.5"), ("c", "resnet \"x\""), ("d", "\"3\""), ("e", "[1]")]);
        Assert.Equal("""{"a":1,"b":0.5,"c":"resnet \"x\"","d":"3","e":[1]}""", text);
    }

    [Fact]
    public void Numbers_are_told_from_texts()
    {
        const string Text = """{"a":0.5,"b":"0.5","c":true}""";
        Assert.Equal([0.5, null, null], ResultObject.Values(Text).Select(value => value.Number));
        Assert.Equal(["0.5", "0.5", "true"], ResultObject.Values(Text).Select(value => value.Text));
        Assert.Equal("true", ResultObject.Value(Text, "c")?.Text);
        Assert.Null(ResultObject.Value(Text, "d"));
    }

    [Fact]
    public void What_is_asked_for_and_not_there_is_named() =>
        Assert.Equal("c", ResultObject.Lacks("""{"a":1}""", ["a", "c", "d"]));
}
