using SynthGen.Datasets.Formats.Xlam;
using SynthGen.Json;

namespace SynthGen.Core.Tests.Datasets.Formats.Xlam;

public sealed class PythonTypeTests
{
    [Theory]
    [InlineData("""{"type":"string"}""", "str")]
    [InlineData("""{"type":["integer","null"]}""", "Optional[int]")]
    [InlineData("""{"type":["string","number"]}""", "Union[str, float]")]
    [InlineData("""{"type":"array","items":{"type":"boolean"}}""", "List[bool]")]
    [InlineData("""{"type":"array"}""", "list")]
    [InlineData("""{"type":"object","additionalProperties":{"type":"array","items":{"type":"integer"}}}""", "Dict[str, List[int]]")]
    [InlineData("""{"type":"object"}""", "dict")]
    [InlineData("""{"anyOf":[{"type":"array","items":{}},{"type":"null"}]}""", "Optional[List[Any]]")]
    [InlineData("{}", "Any")]
    [InlineData("""{"type":"null"}""", "None")]
    public void Types_are_said_in_Python_and_back(string schema, string type)
    {
        Assert.Equal(type, PythonType.Of(JsonValue.Parse(schema)));
        Assert.Equal(schema, JsonValue.ToJson(PythonType.ToSchema(type)));
        Assert.True(PythonType.IsKnown(type));
    }

    [Theory]
    [InlineData("str, optional", """{"type":["string","null"]}""")]
    [InlineData("int | None", """{"type":["integer","null"]}""")]
    [InlineData("Tuple[float, float]", """{"type":"array","items":{"type":"number"}}""")]
    [InlineData("np.ndarray", "{}")]
    public void Types_are_read_as_others_write_them(string type, string schema) => Assert.Equal(schema, JsonValue.ToJson(PythonType.ToSchema(type)));
}
