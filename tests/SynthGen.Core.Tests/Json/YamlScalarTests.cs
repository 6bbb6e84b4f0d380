using CsCheck;
using SynthGen.Json;
using YamlDotNet.RepresentationModel;

namespace SynthGen.Core.Tests.Json;

public sealed class YamlScalarTests
{
    [Theory]
    [InlineData("harbour-lease.v1", "harbour-lease.v1")]
    [InlineData("no", "\"no\"")]
    [InlineData("null", "\"null\"")]
    [InlineData("1e10", "\"1e10\"")]
    [InlineData("a: b #c", "\"a: b #c\"")]
    [InlineData("a\n---\nb\"\\", "\"a\\u000a---\\u000ab\\\"\\\\\"")]
    [InlineData("\u0085\u2028\ufeff\u202e", "\"\\u0085\\u2028\\ufeff\\u202e\"")]
    public void Text_is_plain_where_it_can_only_be_text(string text, string scalar) => Assert.Equal(scalar, YamlScalar.Of(text));

    [Fact]
    public void Any_text_is_read_back_as_itself() => Gen.OneOf(Gen.Char, Gen.Char['\0', '\u00ff']).Array[0, 20].Select(letters => new string(letters)).Sample(text =>
    {
        string whole = string.Concat(text.EnumerateRunes());
        YamlStream yaml = [];
        yaml.Load(new StringReader($"first: {YamlScalar.Of(text)}\nlist:\n- {YamlScalar.Of(text)}\nlast: x\n"));
        YamlMappingNode root = (YamlMappingNode)Assert.Single(yaml.Documents).RootNode;
        Assert.Equal(3, root.Children.Count);
        Assert.Equal((whole, whole), (((YamlScalarNode)root["first"]).Value, ((YamlScalarNode)root["list"][0]).Value));
    });
}
