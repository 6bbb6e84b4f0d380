using CsCheck;
using SynthGen.Tools;

namespace SynthGen.Adapters.Tests.Schemas;

public sealed class PlainSchemaTests
{
    private static readonly NJsonSchemaValidator Full = new();

    private static readonly Gen<object?> Value = Pick<object?>("", "a", "\U0001F600", 0L, 1, -1L, long.MaxValue, 1.5m, 2.0, true, null, Map(), new List<object?> { "a" }.AsReadOnly());

    private static readonly Gen<object?> Keyword = Pick<object?>(
        "string", "integer", "number", "boolean", "object", "array", "null", "text", 0L, 1L, 2L, -1L, true, null, new List<object?> { "string", "null" }.AsReadOnly(), new List<object?> { "a" }.AsReadOnly());

    private static readonly Gen<IReadOnlyDictionary<string, object?>> Member = Members(
        Gen.Frequency((8, Gen.Const("type")), (3, Gen.Const("description")), (3, Gen.Const("minLength")), (1, Pick("title", "enum", "format", "pattern", "minimum", "maxLength", "default"))), Keyword, 3);

    private static readonly Gen<IReadOnlyDictionary<string, object?>> Properties = Members(Pick("a", "b", ""), Member.Select(object? (member) => member), 2);

    private static readonly Gen<ToolDefinition> Tool = Gen.Select(
        Pick<object?>("object", "object", "object", "string", null), Properties,
        Pick("a", "b", "c").List[0, 2], Pick<object?>(true, false, false, null, Map()), Pick("title", "minProperties", "description"), Pick<object?>("x", 1L))
        .Select((type, properties, required, additional, other, value) => new ToolDefinition("tool", "", Map(
            ("type", type), ("properties", properties), ("required", required.Cast<object?>().ToList().AsReadOnly()), ("additionalProperties", additional), (other, value))));

    [Fact]
    public void CheckArguments_AnySchemaAndArguments_AgreesWithLibrary() =>
        Gen.Select(Tool, Members(Pick("a", "b", "c"), Value, 3)).Sample((tool, arguments) =>
        {
            PlainSchemaValidator validator = new(() => Full);
            Assert.Equal(Full.CheckArguments(tool, arguments), validator.CheckArguments(tool, arguments));
        }, iter: 20_000);

    [Theory]
    [InlineData("string", "words")]
    [InlineData("integer", 3L)]
    [InlineData("number", 3)]
    [InlineData("boolean", false)]
    public void CheckArguments_PlainSchemaThatFits_LoadsNoLibrary(string type, object value)
    {
        ToolDefinition tool = new("tool", "", Map(
            ("type", "object"), ("properties", Map(("a", Map(("type", type), ("description", "A value."))), ("b", Map(("type", "string"), ("minLength", 1L))))),
            ("required", new List<object?> { "a" }.AsReadOnly()), ("additionalProperties", false)));
        Assert.Empty(Alone.CheckArguments(tool, Map(("a", value))));
    }

    [Fact]
    public void CheckArguments_BuiltInTools_LoadsNoLibrary() =>
        Assert.All(BuiltInTools.All, tool => Assert.Empty(Alone.CheckArguments(tool, Map(("query", "the lease")))));

    [Fact]
    public void CheckArguments_EmptyQuery_IsUpToTheLibrary() =>
        Assert.NotEmpty(new PlainSchemaValidator(() => Full).CheckArguments(BuiltInTools.VectorSearch, Map(("query", ""))));

    private static PlainSchemaValidator Alone => new(() => throw new InvalidOperationException("The library is not needed."));

    private static Gen<IReadOnlyDictionary<string, object?>> Members(Gen<string> names, Gen<object?> values, int most) =>
        Gen.Select(names, values).List[0, most].Select(members => Map([.. members.DistinctBy(member => member.Item1)]));

    private static Gen<T> Pick<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(index => values[index]);

    private static IReadOnlyDictionary<string, object?> Map(params (string Name, object? Value)[] members) =>
        members.ToDictionary(member => member.Name, member => member.Value);
}
