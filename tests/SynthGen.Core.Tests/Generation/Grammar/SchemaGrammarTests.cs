using CsCheck;
using SynthGen.Generation.Grammar;
using SynthGen.Generation.Prompts;
using SynthGen.Json;
using SynthGen.Tools;

namespace SynthGen.Core.Tests.Generation.Grammar;

public sealed class SchemaGrammarTests
{
    [Fact]
    public void Every_sentence_of_a_grammar_parses_and_fits_its_schema() =>
        Gen.Select(SchemaGenerator.Schema, Gen.Int).Sample((schema, seed) =>
        {
            JsonGrammar grammar;
            try
            {
                grammar = SchemaGrammar.Of(JsonValue.ToJson(schema));
            }
            catch (SchemaNotSupportedException refused) when (refused.Message.Contains("leaves", StringComparison.Ordinal))
            {
                // Bounds with nothing between them.
                return;
            }

            Gbnf rules = new(grammar.Text);
            Random random = new(seed);
            for (int i = 0; i < 8; i++)
            {
                string sentence = rules.Sentence(random);
                Assert.True(SchemaJudge.Fits(JsonValue.Parse(sentence), schema), $"{sentence} does not fit {JsonValue.ToJson(schema)}");
                Assert.True(rules.Accepts(sentence));
            }
        }, iter: 2000);

    [Fact]
    public void Replies_that_the_schema_asks_for_are_sentences()
    {
        Gbnf rules = new(SchemaGrammar.Of(ReplySchema.Of(BuiltInTools.All, 3)).Text);
        Assert.True(rules.Accepts("""{"queries":[]}"""));
        Assert.True(rules.Accepts("""{"queries": [{"evidence": "The tenant \"owes\" rent.", "query": "Who owes rent?", "tools": [{"name": "vector_search", "arguments": {"query": "arrears"}}, {"name":"full_text_search","arguments":{"query":"§ 5"}}]}]}"""));
        Assert.False(rules.Accepts("""{"queries": [{"evidence": "x", "query": "Who?", "tools": []}]}"""));
        Assert.False(rules.Accepts("""{"queries": [{"evidence": "x", "query": "Who?", "tools": [{"name": "grep", "arguments": {"query": "a"}}]}]}"""));
        Assert.False(rules.Accepts("""{"queries": [{"evidence": "x", "query": "Who?", "tools": [{"name": "vector_search", "arguments": {"query": ""}}]}]}"""));
        Assert.False(rules.Accepts("""{"queries": [{"query": "Who?", "tools": [{"name": "vector_search", "arguments": {"query": "a"}}], "evidence": "x"}]}"""));
        Assert.False(rules.Accepts("""{"queries": [{"slot": 1, "evidence": "x", "query": "Who?", "tools": [{"name": "vector_search", "arguments": {"query": "a"}}]}]}"""));
    }

    [Fact]
    public void A_row_begins_with_a_slot_of_the_plan()
    {
        Gbnf rules = new(SchemaGrammar.Of(ReplySchema.Of(BuiltInTools.All, 3, hasSlots: true)).Text);
        const string row = """{"queries":[{"slot":#,"evidence":"x","query":"Who?","tools":[{"name":"vector_search","arguments":{"query":"a"}}]}]}""";
        Assert.All((string[])["1", "2", "3"], slot => Assert.True(rules.Accepts(row.Replace("#", slot))));
        Assert.All((string[])["0", "4", "\"1\"", "null"], slot => Assert.False(rules.Accepts(row.Replace("#", slot))));
        Assert.False(rules.Accepts(row.Replace("\"slot\":#,", "")));
    }

    [Fact]
    public void Evidence_is_held_to_the_sentences_of_a_page()
    {
        Gbnf rules = new(SchemaGrammar.Of(ReplySchema.Of(BuiltInTools.All, 1, ["He said \"no\" – twice.", "Ünder § 4 😀."])).Text);
        const string row = """{"queries":[{"evidence":"#","query":"q","tools":[{"name":"vector_search","arguments":{"query":"a"}}]}]}""";
        Assert.True(rules.Accepts(row.Replace("#", "He said \\\"no\\\" – twice.")));
        Assert.True(rules.Accepts(row.Replace("#", "Ünder § 4 😀.")));
        Assert.False(rules.Accepts(row.Replace("#", "He said no.")));
    }

    [Theory]
    [InlineData("""{"type":"integer","minimum":7,"maximum":123}""", "7 8 19 20 99 100 122 123", "6 124 007 1e2 -7 7.0")]
    [InlineData("""{"type":"integer","minimum":-12,"exclusiveMaximum":3}""", "-12 -9 -1 0 2", "-13 -0 3")]
    [InlineData("""{"type":"number","minimum":0,"maximum":1}""", "0 1 0.00 0.53 1.00", "1.01 -0.01 .5")]
    [InlineData("""{"type":"number","exclusiveMinimum":0.5,"maximum":0.52}""", "0.51 0.52", "0.50 0.53 1")]
    [InlineData("""{"type":"number","minimum":0.001,"maximum":0.002}""", "0.0010 0.0015 0.0020", "0.0009 0.0021")]
    [InlineData("""{"type":"array","items":{"type":"boolean"},"minItems":1,"maxItems":2}""", "[true] [true,false]", "[] [true,true,true] true")]
    [InlineData("""{"type":"object","properties":{"a":{"const":1},"b":{"const":2},"c":{"const":3}},"required":["b"]}""",
        """{"b":2} {"a":1,"b":2} {"b":2,"c":3} {"a":1,"b":2,"c":3}""", """{"a":1} {"b":2,"a":1} {,"b":2} {"b":2,} {}""")]
    [InlineData("""{"type":"object","properties":{"a":{"const":1},"b":{"const":2}}}""", """{} {"a":1} {"b":2} {"a":1,"b":2}""", """{"a":1,} {,"b":2}""")]
    [InlineData("""{"type":["string","null"],"maxLength":2}""", "\"\" \"ab\" null \"\\n\"", "\"abc\" 1")]
    [InlineData("""{"type":"string","enum":["x","y",3]}""", "\"x\" \"y\"", "3 \"z\"")]
    public void GrammarsTakeWhatFitsAndNothingElse(string schema, string good, string bad)
    {
        Gbnf rules = new(SchemaGrammar.Of(schema).Text);
        Assert.All(good.Split(' '), text => Assert.True(rules.Accepts(text), text));
        Assert.All(bad.Split(' '), text => Assert.False(rules.Accepts(text), text));
    }

    [Theory]
    [InlineData("""{"type":"string","pattern":"^a"}""", "pattern", "")]
    [InlineData("""{"type":"string","format":"date"}""", "format", "")]
    [InlineData("""{"type":"object","properties":{"to":{"$ref":"#/x"}}}""", "$ref", "/properties/to")]
    [InlineData("""{"anyOf":[{"type":"string"},{"oneOf":[]}]}""", "oneOf", "/anyOf/1")]
    [InlineData("""{"type":"array","items":{"type":"string"},"uniqueItems":true}""", "uniqueItems", "")]
    [InlineData("""{"type":"object","required":["a"]}""", "required", "")]
    [InlineData("""{"type":"number","multipleOf":5}""", "multipleOf", "")]
    [InlineData("""{"type":"integer","minimum":4,"maximum":3}""", "minimum", "")]
    [InlineData("""{"enum":[]}""", "enum", "")]
    [InlineData("""{"type":"text"}""", "type", "")]
    [InlineData("""{"type":"object","properties":{"a/b":false}}""", "false", "/properties/a~1b")]
    public void What_is_outside_of_the_subset_is_refused_by_name(string schema, string keyword, string path)
    {
        SchemaNotSupportedException refused = Assert.Throws<SchemaNotSupportedException>(() => SchemaGrammar.Of(schema));
        Assert.Equal((keyword, path), (refused.Keyword, refused.Path));
        Assert.Contains($"'{keyword}'", refused.Message);
    }
}
