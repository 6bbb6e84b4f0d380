using SynthGen.Json;
using SynthGen.Tools;

namespace SynthGen.Tests;

public sealed class SchemaValidatorTests
{
    private static readonly IToolSchemaValidator Validator = BuiltModule.CreateAdapter<IToolSchemaValidator>();

    [Theory]
    [InlineData("""{}""", "$.type", "is missing")]
    [InlineData("""{"type":"string"}""", "$.type", "must be \"object\"")]
    [InlineData("""{"type":"object","properties":{"query":{"type":"strng"}}}""", "$.properties.query.type", "must be one of string, number")]
    [InlineData("""{"type":"object","properties":{"query":{"type":["string","nul"]}}}""", "$.properties.query.type[1]", "must be one of")]
    [InlineData("""{"type":"object","properties":{"query":{"type":5}}}""", "$.properties.query.type", "must be one of")]
    [InlineData("""{"type":"object","properties":[]}""", "$.properties", "must be an object of schemas")]
    [InlineData("""{"type":"object","properties":{"a":"string"}}""", "$.properties.a", "must be a schema")]
    [InlineData("""{"type":"object","properties":{"a b":{"type":1}}}""", "$.properties['a b'].type", "must be one of")]
    [InlineData("""{"type":"object","required":"a","properties":{"a":{}}}""", "$.required", "must be a list of property names")]
    [InlineData("""{"type":"object","required":["a","a"],"properties":{"a":{}}}""", "$.required", "each once")]
    [InlineData("""{"type":"object","required":["b"],"properties":{"a":{}}}""", "$.required[0]", "not in 'properties'")]
    [InlineData("""{"type":"object","properties":{"a":{"enum":[]}}}""", "$.properties.a.enum", "must be a list of one value or more")]
    [InlineData("""{"type":"object","properties":{"a":{"minLength":-1}}}""", "$.properties.a.minLength", "must be a whole number")]
    [InlineData("""{"type":"object","properties":{"a":{"minimum":"1"}}}""", "$.properties.a.minimum", "must be a number")]
    [InlineData("""{"type":"object","properties":{"a":{"maximum":1e300}}}""", "$.properties.a.maximum", "out of range")]
    [InlineData("""{"type":"object","properties":{"a":{"exclusiveMinimum":true}}}""", "$.properties.a.exclusiveMinimum", "without a 'minimum'")]
    [InlineData("""{"type":"object","properties":{"a":{"pattern":"("}}}""", "$.properties.a.pattern", "regular expression")]
    [InlineData("""{"type":"object","properties":{"a":{"pattern":"[b-a]"}}}""", "$.properties.a.pattern", "regular expression")]
    [InlineData("""{"type":"object","properties":{"a":{"pattern":"[a\\"}}}""", "$.properties.a.pattern", "regular expression")]
    [InlineData("""{"type":"object","properties":{"a":{"pattern":"\\u{110000}"}}}""", "$.properties.a.pattern", "regular expression")]
    [InlineData("""{"type":"object","properties":{"a":{"pattern":"\\p{Script=Greek}"}}}""", "$.properties.a.pattern", "only general categories")]
    [InlineData("""{"type":"object","patternProperties":{"(":{}}}""", "$.patternProperties['(']", "regular expression")]
    [InlineData("""{"type":"object","properties":{"a":{"items":{"items":[{"type":"x"}]}}}}""", "$.properties.a.items.items[0].type", "must be one of")]
    [InlineData("""{"type":"object","properties":{"a":{"anyOf":[{"type":"string"},{"type":"x"}]}}}""", "$.properties.a.anyOf[1].type", "must be one of")]
    [InlineData("""{"type":"object","properties":{"a":{"anyOf":{}}}}""", "$.properties.a.anyOf", "must be a list")]
    [InlineData("""{"type":"object","properties":{"a":{"if":{}}}}""", "$.properties.a.if", "is not supported")]
    [InlineData("""{"type":"object","dependentRequired":{"a":["b"]}}""", "$.dependentRequired", "is not supported")]
    [InlineData("""{"type":"object","properties":{"a":{"nullable":true}}}""", "$.properties.a.nullable", "add \"null\"")]
    [InlineData("""{"type":"object","properties":{"a":{"$ref":"https://example.com/schema.json"}}}""", "$.properties.a.$ref", "nothing is fetched")]
    [InlineData("""{"type":"object","properties":{"a":{"$ref":"file.json#/a"}}}""", "$.properties.a.$ref", "nothing is fetched")]
    [InlineData("""{"type":"object","properties":{"a":{"$ref":"#/$defs/b"}}}""", "$.properties.a.$ref", "where there is no schema")]
    [InlineData("""{"type":"object","properties":{"a":{"$ref":"#/properties/a"}}}""", "$.properties.a", "without end")]
    [InlineData("""{"type":"object","allOf":[{"$ref":"#"}]}""", "$", "without end")]
    [InlineData("""{"type":"object","properties":{"a":{"Type":"string"}}}""", "$.properties.a.Type", "is written 'type'")]
    [InlineData("""{"type":"object","$defs":{"x":{"type":"y"}}}""", "$.$defs.x.type", "must be one of")]
    public void A_broken_schema_is_found_out_at_its_place(string schema, string path, string message)
    {
        SchemaProblem problem = Assert.Single(Validator.CheckSchema(Map(schema)));
        Assert.Equal(path, problem.Path);
        Assert.Contains(message, problem.Message);
    }

    [Theory]
    [InlineData("""{"type":"object"}""")]
    [InlineData("""{"$schema":"https://json-schema.org/draft/2020-12/schema","$id":"x","type":"object","properties":{},"additionalProperties":false,"x-order":1}""")]
    [InlineData("""{"type":"object","properties":{"a":true,"b":false,"c":{}},"required":["a"]}""")]
    [InlineData("""{"type":"object","properties":{"a":{},"b":{}},"anyOf":[{"required":["a"]},{"required":["b"]}]}""")]
    [InlineData("""{"type":"object","required":["id"],"additionalProperties":{"type":"string"}}""")]
    [InlineData("""{"type":"object","properties":{"tree":{"$ref":"#/$defs/node"}},"$defs":{"node":{"type":"object","properties":{"child":{"$ref":"#/$defs/node"}}}}}""")]
    [InlineData("""{"type":"object","properties":{"m":{"type":"object","propertyNames":{"type":"string"},"additionalProperties":{}}}}""")]
    public void A_sound_schema_has_no_problems(string schema) => Assert.Empty(Validator.CheckSchema(Map(schema)));

    [Fact]
    public void The_built_in_tools_are_sound() =>
        Assert.All(BuiltInTools.All, tool => Assert.Empty(Validator.CheckSchema(tool.Parameters)));

    [Theory]
    [InlineData("""{"query":"x"}""", null, null)]
    [InlineData("""{}""", "$.query", "is missing")]
    [InlineData("""{"query":5}""", "$.query", "must be a string, not a number")]
    [InlineData("""{"query":""}""", "$.query", "at least 1 characters")]
    [InlineData("""{"query":"x","top k":1}""", "$['top k']", "is not a parameter")]
    public void Arguments_are_checked_against_a_built_in_tool(string arguments, string? path, string? message) =>
        AssertProblem(Validator.CheckArguments(BuiltInTools.FullTextSearch, Map(arguments)), path, message);

    [Theory]
    // Types, and numbers as JSON Schema counts them.
    [InlineData("""{"type":"integer"}""", "1.0", true)]
    [InlineData("""{"type":"integer"}""", "1e2", true)]
    [InlineData("""{"type":"integer"}""", "123456789012345678901234567890", true)]
    [InlineData("""{"type":"integer"}""", "1.5", false)]
    [InlineData("""{"type":"number"}""", "1", true)]
    [InlineData("""{"type":["string","null"]}""", "null", true)]
    [InlineData("""{"type":["string","null"]}""", "1", false)]
    [InlineData("""{"type":"array","items":{"type":"string"}}""", """["a",1]""", false)]
    [InlineData("""{"minimum":0,"maximum":10,"exclusiveMaximum":true}""", "10", false)]
    [InlineData("""{"exclusiveMinimum":0}""", "0", false)]
    [InlineData("""{"multipleOf":0.1}""", "0.3", true)]
    [InlineData("""{"format":"date"}""", "\"1999-02-30\"", false)]
    [InlineData("""{"pattern":"^a+$"}""", "\"b\"", false)]
    [InlineData("""{"pattern":"^a+$"}""", "1", true)]
    // Values that the library compares as text, and keywords that it ignores.
    [InlineData("""{"enum":["1","2"]}""", "1", false)]
    [InlineData("""{"enum":[1.0,2]}""", "1", true)]
    [InlineData("""{"enum":["2020-01-01T00:00:00Z"]}""", "\"2020-01-01T00:00:00Z\"", true)]
    [InlineData("""{"enum":[{"a":1,"b":2}]}""", """{"b":2,"a":1}""", true)]
    [InlineData("""{"const":"x"}""", "\"y\"", false)]
    [InlineData("""{"const":"x"}""", "\"x\"", true)]
    [InlineData("""{"const":null}""", "1", false)]
    [InlineData("""{"prefixItems":[{"type":"string"}],"items":{"type":"integer"}}""", """["a","b"]""", false)]
    [InlineData("""{"prefixItems":[{"type":"string"}],"items":false}""", """["a",1]""", false)]
    [InlineData("""{"prefixItems":[{"type":"string"}],"items":{"type":"integer"}}""", """["a",1]""", true)]
    [InlineData("""{"items":[{"type":"string"}],"additionalItems":false}""", """["a",1]""", false)]
    [InlineData("""{"$ref":"#/$defs/word"}""", "1", false)]
    [InlineData("""{"$ref":"#/$defs/word","minLength":3}""", "\"ab\"", false)]
    [InlineData("""{"$ref":"#/$defs/word","minLength":3}""", "\"abc\"", true)]
    [InlineData("""{"allOf":[{"$ref":"#/$defs/word"}],"minLength":3}""", "\"ab\"", false)]
    [InlineData("""{"anyOf":[{"$ref":"#/$defs/word"}],"minLength":3}""", "\"ab\"", false)]
    [InlineData("""{"oneOf":[{"$ref":"#/$defs/word"}],"minLength":3}""", "\"ab\"", false)]
    [InlineData("""{"oneOf":[{"$ref":"#/$defs/word"}],"minLength":3}""", "\"abc\"", true)]
    [InlineData("""{"type":["object","string"],"properties":{"a":{}},"required":["a"]}""", "\"text\"", true)]
    [InlineData("""{"type":["object","string"],"properties":{"a":{}},"required":["a"]}""", "{}", false)]
    [InlineData("""{"not":{"type":"string"}}""", "\"a\"", false)]
    [InlineData("false", "1", false)]
    [InlineData("true", "1", true)]
    public void EveryKeywordThatIsTakenIsChecked(string schema, string value, bool fits)
    {
        ToolDefinition tool = new("t", "", Map("{\"type\":\"object\",\"properties\":{\"v\":" + schema + "},\"$defs\":{\"word\":{\"type\":\"string\"}}}"));
        Assert.Empty(Validator.CheckSchema(tool.Parameters));
        IReadOnlyList<SchemaProblem> problems = Validator.CheckArguments(tool, Map("{\"v\":" + value + "}"));
        Assert.True(fits == (problems.Count == 0), string.Join("; ", problems));
        Assert.All(problems, problem => Assert.StartsWith("$.v", problem.Path));
    }

    [Theory]
    // ECMA-262 with Unicode semantics: \d and \w are ASCII, $ is the very end, and a character is a code point.
    [InlineData("""{"pattern":"^foo$"}""", """ "foo\n" """, false)]
    [InlineData("""{"pattern":"^\\d+$"}""", """ "123" """, true)]
    [InlineData("""{"pattern":"^\\d$"}""", """ "\u07C0" """, false)]
    [InlineData("""{"pattern":"^\\D$"}""", """ "\u07C0" """, true)]
    [InlineData("""{"pattern":"^\\w$"}""", """ "\u00e9" """, false)]
    [InlineData("""{"pattern":"^[\\W]$"}""", """ "\u00e9" """, true)]
    [InlineData("""{"pattern":"^\\s$"}""", """ "\ufeff" """, true)]
    [InlineData("""{"pattern":"^\\s$"}""", """ "\u2013" """, false)]
    [InlineData("""{"pattern":"^\\S$"}""", """ "\u00a0" """, false)]
    [InlineData("""{"pattern":"^\\cC$"}""", """ "\u0003" """, true)]
    [InlineData("""{"pattern":"^\\p{Letter}+$"}""", """ "L'\u00e9" """, false)]
    [InlineData("""{"pattern":"^\\p{L}+$"}""", """ "Stra\u00dfe" """, true)]
    [InlineData("""{"pattern":"^\\p{Letter}$"}""", """ "\uD842\uDFB7" """, true)]
    [InlineData("""{"pattern":"^\\P{L}$"}""", """ "\uD842\uDFB7" """, false)]
    [InlineData("""{"pattern":"^\\p{gc=Lu}[\\p{Ll}-]+$"}""", """ "Ab-c" """, true)]
    [InlineData("""{"pattern":"^\\p{digit}+$"}""", """ "\u09EA\u09E8" """, true)]
    [InlineData("""{"pattern":"^\ud83d\udc32*$"}""", """ "\ud83d\udc32\ud83d\udc32" """, true)]
    [InlineData("""{"pattern":"^\ud83d\udc32*$"}""", """ "\ud83d\udc32\ud83d\udc33" """, false)]
    [InlineData("""{"pattern":"^\\u{1F432}\\uD83D\\uDC32$"}""", """ "\ud83d\udc32\ud83d\udc32" """, true)]
    [InlineData("""{"pattern":"^.$"}""", """ "\ud83d\udc32" """, true)]
    [InlineData("""{"pattern":"^..$"}""", """ "\ud83d\udc32" """, false)]
    [InlineData("""{"pattern":"^.$"}""", """ "\u2028" """, false)]
    [InlineData("""{"pattern":"^[\ud83d\ude00-\ud83d\ude0e]$"}""", """ "\ud83d\ude05" """, true)]
    [InlineData("""{"pattern":"^[\\u{10000}-\\u{1F600}]$"}""", """ "\ud83d\ude00" """, true)]
    [InlineData("""{"pattern":"^[\\u{10000}-\\u{1F600}]$"}""", """ "\ud83d\ude01" """, false)]
    [InlineData("""{"pattern":"^[^a]$"}""", """ "\ud83d\udc32" """, true)]
    [InlineData("""{"pattern":"^[^\ud83d\udc32]$"}""", """ "\ud83d\udc32" """, false)]
    [InlineData("""{"pattern":"^[^]$"}""", """ "\n" """, true)]
    [InlineData("""{"pattern":"^[a-z-[aeiou]]$"}""", """ "[]" """, true)]
    [InlineData("""{"pattern":"^[\\w.+-]+@[\\w-]+\\.[a-z]{2,}$"}""", """ "a.b+c@example.org" """, true)]
    [InlineData("""{"pattern":"^(?=.*\\d)(?<a>x)\\k<a>\\/\\d$"}""", """ "xx/1" """, true)]
    [InlineData("""{"pattern":"(?i)^abc$"}""", """ "ABC" """, true)]
    // Names that match patterns: each schema applies, and only the rest is additional.
    [InlineData("""{"patternProperties":{"^a":{"type":"string"},"z$":{"minLength":2}}}""", """{"az":"x"}""", false)]
    [InlineData("""{"patternProperties":{"^a":{"type":"string"},"z$":{"minLength":2}}}""", """{"az":"xx"}""", true)]
    [InlineData("""{"patternProperties":{"^a":{"type":"string"}},"additionalProperties":false}""", """{"b":1}""", false)]
    [InlineData("""{"patternProperties":{"^a":{"type":"string"}},"properties":{"b":{}},"additionalProperties":false}""", """{"b":1,"a":""}""", true)]
    [InlineData("""{"patternProperties":{"^a":{"type":"string"}},"additionalProperties":{"type":"integer"}}""", """{"b":"x"}""", false)]
    [InlineData("""{"patternProperties":{"^\\d$":{"type":"string"}},"additionalProperties":false}""", """{"\u07C0":""}""", false)]
    public void Patterns_mean_what_JSON_Schema_says(string schema, string value, bool fits) =>
        EveryKeywordThatIsTakenIsChecked(schema, value, fits);

    [Theory]
    [InlineData("""{"pattern":"^(a+)+$"}""", "does not match")]
    [InlineData("""{"pattern":"^((a*)*b?)*$"}""", "does not match")]
    [InlineData("""{"pattern":"^(\\w|\\w\\w|a)+$"}""", "does not match")]
    [InlineData("""{"pattern":"^(a+)+(?=b)$"}""", "took too long")]
    [InlineData("""{"pattern":"^(?:(a+)+\\1)+$"}""", "took too long")]
    [InlineData("""{"not":{"pattern":"^(a+)+(?=b)$"}}""", "took too long")]
    [InlineData("""{"anyOf":[{"pattern":"^(a+)+(?=b)$"},{"type":"integer"}]}""", "took too long")]
    public async Task No_pattern_runs_for_ever(string schema, string message)
    {
        ToolDefinition tool = new("t", "", Map("{\"type\":\"object\",\"properties\":{\"v\":{\"type\":\"array\",\"items\":" + schema + "}}}"));
        string text = "\"" + new string('a', 28) + "!\"";
        Task<IReadOnlyList<SchemaProblem>> check = Task.Run(() => Validator.CheckArguments(tool, Map($$"""{"v":[{{text}}]}""")));
        AssertProblem(await check.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken), "$.v[0]", message);
    }

    [Fact]
    public void A_pattern_of_ten_thousand_brackets_is_refused()
    {
        string pattern = new string('(', 10_000) + new string(')', 10_000);
        AssertProblem(Validator.CheckSchema(Map("{\"type\":\"object\",\"properties\":{\"a\":{\"pattern\":\"" + pattern + "\"}}}")), "$.properties.a.pattern", "more than 10000 characters");
        AssertProblem(Validator.CheckSchema(Map("""{"type":"object","patternProperties":{"^\\p{Greek}":{}}}""")), @"$.patternProperties['^\p{Greek}']", @"has a name that has \p{Greek}");
    }

    [Fact]
    public async Task No_name_is_compared_for_ever()
    {
        ToolDefinition tool = new("t", "", Map("""{"type":"object","patternProperties":{"^(a+)+(?=b)$":{}},"additionalProperties":false}"""));
        Task<IReadOnlyList<SchemaProblem>> check = Task.Run(() => Validator.CheckArguments(tool, Map($$"""{"{{new string('a', 40)}}":1}""")));
        AssertProblem(await check.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken), "$." + new string('a', 40), "took too long");
    }

    [Fact]
    public void Recursion_goes_as_deep_as_the_arguments()
    {
        ToolDefinition tool = new("t", "", Map(
            """{"type":"object","properties":{"n":{"$ref":"#/$defs/n"}},"$defs":{"n":{"type":"object","properties":{"v":{"type":"integer"},"n":{"$ref":"#/$defs/n"}}}}}"""));
        AssertProblem(Validator.CheckArguments(tool, Map("""{"n":{"n":{"n":{"v":"x"}}}}""")), "$.n.n.n.v", "whole number");
    }

    [Fact]
    public void Arguments_of_a_tool_with_a_broken_schema_do_not_pass()
    {
        ToolDefinition tool = new("t", "", Map("""{"type":"object","properties":{"a":{"type":"strng"}}}"""));
        AssertProblem(Validator.CheckArguments(tool, Map("{}")), "$", "$.properties.a.type");
    }

    [Fact]
    public void Many_threads_check_at_a_time()
    {
        ToolDefinition tool = new("t", "", BuiltInTools.VectorSearch.Parameters);
        int wrong = 0;
        Parallel.For(0, 2000, i => Interlocked.Add(ref wrong, Validator.CheckArguments(tool, Map(i % 2 == 0 ? """{"query":"x"}""" : "{}")).Count));
        Assert.Equal(1000, wrong);
    }

    private static void AssertProblem(IReadOnlyList<SchemaProblem> problems, string? path, string? message)
    {
        if (path is null)
        {
            Assert.Empty(problems);
            return;
        }

        SchemaProblem problem = Assert.Single(problems);
        Assert.Equal(path, problem.Path);
        Assert.Contains(message!, problem.Message);
    }

    private static IReadOnlyDictionary<string, object?> Map(string json) => (IReadOnlyDictionary<string, object?>)JsonValue.Parse(json)!;
}
