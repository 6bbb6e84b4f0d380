using System.Management.Automation;
using SynthGen.Json;
using SynthGen.Tools;

namespace SynthGen.Tests;

public sealed class ToolDefinitionTests : IDisposable
{
    private readonly ModuleSession _session = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("synthgen-").FullName;

    public void Dispose()
    {
        _session.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void The_built_in_tools_are_found_by_pattern_and_name()
    {
        Assert.Equal(["full_text_search", "vector_search"], Names("Get-ToolDefinition"));
        Assert.Equal(["vector_search"], Names("Get-ToolDefinition v*"));
        Assert.Equal(["vector_search", "full_text_search"], Names("'vector_search', 'Full_Text_Search' | Get-ToolDefinition"));
        Assert.Empty(Names("Get-ToolDefinition x*"));
    }

    [Fact]
    public void An_unknown_name_is_an_error_that_lists_the_tools()
    {
        ModuleSession.Result result = _session.Run("Get-ToolDefinition nope, vector_search");
        Assert.Single(result.Output);
        AssertError(Assert.Single(result.Errors), "ToolNotFound", ErrorCategory.ObjectNotFound, "nope", "full_text_search, vector_search");
    }

    [Theory]
    [InlineData("[ordered]@{ type = 'object'; properties = [ordered]@{ b = @{ type = 'string' }; a = @{ type = 'integer' } }; required = @('b') }", """{"type":"object","properties":{"b":{"type":"string"},"a":{"type":"integer"}},"required":["b"]}""")]
    [InlineData("@{ type = 'object'; properties = @{ b = @{ type = 'string' }; a = @{ type = 'string' } }; required = , 'b' }", """{"properties":{"a":{"type":"string"},"b":{"type":"string"}},"required":["b"],"type":"object"}""")]
    [InlineData("[pscustomobject]@{ type = 'object'; properties = [pscustomobject]@{ a = [pscustomobject]@{ minimum = 1; maximum = 2.5 } } }", """{"type":"object","properties":{"a":{"minimum":1,"maximum":2.5}}}""")]
    [InlineData("'{\"type\":\"object\",\"properties\":{\"n\":{\"maximum\":1e5}}}'", """{"type":"object","properties":{"n":{"maximum":1e5}}}""")]
    [InlineData("$null", """{"type":"object","properties":{}}""")]
    [InlineData("(Get-ToolDefinition full*).Parameters", null)]
    public void A_parameter_schema_is_taken_in_any_form(string parameter, string? json)
    {
        ToolDefinition tool = Assert.Single(_session.Run($"New-ToolDefinition -Name find -Description d -Parameter ({parameter})").Clean().Of<ToolDefinition>());
        Assert.Equal(json ?? JsonValue.ToJson(BuiltInTools.FullTextSearch.Parameters), JsonValue.ToJson(tool.Parameters));
    }

    [Theory]
    [InlineData("-Name 'a b' -Description d", "InvalidToolName", "64 letters")]
    [InlineData("-Name ('x' * 65) -Description d", "InvalidToolName", "64 letters")]
    [InlineData("a d @{ type = 'object'; properties = @{ q = @{ type = 'text' } } }", "InvalidToolSchema", "$.properties.q.type: must be one of")]
    [InlineData("a d '{'", "InvalidToolSchema", "not JSON")]
    [InlineData("a d '[]'", "InvalidToolSchema", "not an object")]
    [InlineData("a d @{ type = 'object'; default = { 1 } }", "InvalidToolSchema", "$.default is a ScriptBlock")]
    [InlineData("a d $($h = @{ type = 'object' }; $h.default = $h; $h)", "InvalidToolSchema", "holds itself")]
    [InlineData("a d @{ type = 'object'; default = [double]::NaN }", "InvalidToolSchema", "$.default is a Double")]
    public void A_tool_that_is_broken_is_not_made(string arguments, string id, string text)
    {
        ModuleSession.Result result = _session.Run($"New-ToolDefinition {arguments}");
        Assert.Empty(result.Output);
        ErrorRecord error = Assert.Single(result.Errors);
        Assert.StartsWith(id + ",", error.FullyQualifiedErrorId);
        Assert.Contains(text, error.ErrorDetails.Message);
    }

    [Theory]
    [InlineData("""[{"type":"function","function":{"name":"a","description":"d","parameters":{"type":"object"}}},{"type":"function","function":{"name":"b","description":"d"}}]""", "a b")]
    [InlineData("""{"tools":[{"type":"function","function":{"name":"a","description":"d","parameters":{"type":"object"}}}]}""", "a")]
    [InlineData("""{"type":"function","function":{"name":"a","description":"d","strict":true,"parameters":{"type":"object"}}}""", "a")]
    [InlineData("""{"type":"function","name":"a","description":"d","parameters":{"type":"object"}}""", "a")]
    [InlineData("""{"name":"a","description":"d","parameters":null}""", "a")]
    [InlineData("""{"tools":[{"name":"a","description":"d","inputSchema":{"type":"object"},"annotations":{}}]}""", "a")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"result":{"tools":[{"name":"a","description":"d","inputSchema":{"type":"object"}}]}}""", "a")]
    [InlineData("""[{"name":"a","description":"d","input_schema":{"type":"object"}}]""", "a")]
    [InlineData("\uFEFF[]", "")]
    public void Every_known_form_is_imported(string json, string names)
    {
        ModuleSession.Result result = _session.Run("Import-ToolDefinition $file", ("file", Write("tools.json", json))).Clean();
        Assert.Equal(names, string.Join(' ', result.Of<ToolDefinition>()));
        Assert.Empty(result.Warnings);
    }

    [Fact]
    public void A_broken_tool_is_an_error_and_the_others_come()
    {
        string file = Write("tools.json", """
            {"tools":[
              {"name":"good","description":"d","inputSchema":{"type":"object"}},
              {"name":"bad","description":"d","inputSchema":{"type":"object","properties":{"query":{"type":"strng"}}}},
              {"name":"good","description":"again","inputSchema":{"type":"object"}},
              {"description":"no name"},
              7,
              {"type":"web_search"},
              {"name":"quiet","inputSchema":{"type":"object"}}
            ], "nextCursor": "more"}
            """);
        ModuleSession.Result result = _session.Run("Import-ToolDefinition -LiteralPath $file", ("file", file));
        Assert.Equal(["good", "quiet"], result.Of<ToolDefinition>().Select(tool => tool.Name));
        Assert.Equal("d", result.Of<ToolDefinition>()[0].Description);
        Assert.Collection(
            result.Errors,
            error => AssertError(error, "InvalidToolDefinition", ErrorCategory.InvalidData, file, $"The tool 'bad' in '{file}' is broken: $.tools[1].inputSchema.properties.query.type: must be one of"),
            error => AssertError(error, "InvalidToolDefinition", ErrorCategory.InvalidData, file, "$.tools[2].name: is the name of the tool at $.tools[0]"),
            error => AssertError(error, "InvalidToolDefinition", ErrorCategory.InvalidData, file, "$.tools[3].name: is missing"),
            error => AssertError(error, "InvalidToolDefinition", ErrorCategory.InvalidData, file, "$.tools[4]: is a number"),
            error => AssertError(error, "InvalidToolDefinition", ErrorCategory.InvalidData, file, "$.tools[5].type: is 'web_search'"));
        Assert.Collection(
            result.Warnings,
            warning => Assert.Contains("'quiet'", warning),
            warning => Assert.Contains("nextCursor", warning));
    }

    [Fact]
    public void A_file_that_is_not_json_is_an_error_with_line_and_column()
    {
        string file = Write("broken.json", "[\n  {\"é\": oops}\n]");
        ErrorRecord error = Assert.Single(_session.Run("Import-ToolDefinition $file", ("file", file)).Errors);
        AssertError(error, "ToolFileNotJson", ErrorCategory.ParserError, file, "line 2, column 9");
    }

    [Theory]
    [InlineData("5", "a number")]
    [InlineData("{\"a\":1}", "neither 'tools'")]
    [InlineData("{\"tools\":5}", "neither 'tools'")]
    public void A_file_without_tools_is_an_error(string json, string text)
    {
        string file = Write("other.json", json);
        AssertError(Assert.Single(_session.Run("Import-ToolDefinition $file", ("file", file)).Errors), "NotAToolFile", ErrorCategory.InvalidData, file, text);
    }

    [Fact]
    public void Paths_are_resolved_as_PowerShell_does()
    {
        Write("a.json", """{"name":"a","description":"d"}""");
        Write("b.json", """{"name":"b","description":"d"}""");
        Write("c[1].json", """{"name":"c","description":"d"}""");
        Directory.CreateDirectory(Path.Combine(_folder, "folder.json"));
        _session.Runspace.SessionStateProxy.Path.SetLocation(_folder);
        Assert.Equal(["a", "b", "c"], Names("Import-ToolDefinition *.json"));
        Assert.Equal(["c"], Names("Import-ToolDefinition -LiteralPath './c[1].json'"));
        Assert.Equal(["a"], Names("[pscustomobject]@{ PSPath = 'Microsoft.PowerShell.Core\\FileSystem::' + $PWD + '/a.json' } | Import-ToolDefinition"));
        Assert.Equal(["a", "b"], Names("'a.json', 'b.json' | Import-ToolDefinition"));

        ModuleSession.Result result = _session.Run("Import-ToolDefinition missing.json, folder.json, x*.json, nodrive:a, variable:PWD, a.json");
        Assert.Equal(["a"], result.Of<ToolDefinition>().Select(tool => tool.Name));
        Assert.Equal(
            ["PathNotFound", "PathIsAFolder", "PathNotFound", "PathNotFound", "PathNotAFile"],
            result.Errors.Select(error => error.FullyQualifiedErrorId.Split(',')[0]));
    }

    private static void AssertError(ErrorRecord error, string id, ErrorCategory category, object target, string text)
    {
        Assert.StartsWith(id + ",", error.FullyQualifiedErrorId);
        Assert.Equal(category, error.CategoryInfo.Category);
        Assert.Equal(target, error.TargetObject is PSObject wrapped ? wrapped.BaseObject : error.TargetObject);
        Assert.Contains(text, error.ErrorDetails.Message);
        Assert.Matches("[.?!)'] [A-Z].*[.]$", error.ErrorDetails.Message.ReplaceLineEndings(" "));
    }

    private IEnumerable<string> Names(string script) => _session.Run(script).Clean().Of<ToolDefinition>().Select(tool => tool.Name);

    private string Write(string name, string text)
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }
}
