using System.Text;
using System.Text.Json;
using SynthGen.Adapters;
using SynthGen.Adapters.Chat.Gemini;
using SynthGen.Datasets;
using SynthGen.Datasets.Formats;
using SynthGen.Generation.Grammar;
using SynthGen.Generation.Prompts;
using SynthGen.Generation.Template;
using SynthGen.Json;
using SynthGen.Tools;

namespace SynthGen.Benchmarks.Fuzzing.Targets;

/// <summary>Lists of tools: read, checked, turned into the grammars and schemas that models get, and written with rows.</summary>
internal sealed class ToolTarget : FuzzTarget
{
    private static readonly IReadOnlyDictionary<string, object?>[] Arguments = [Fuzzing.Samples.Rows[0].Tools[0].Arguments, Fuzzing.Samples.Rows[1].Tools[0].Arguments, JsonValue.Object()];
    private static readonly NJsonSchemaValidator Validator = new();

    public override string Name => "tool";

    public override IReadOnlyList<byte[]> Samples { get; } = Bytes(
    [
        """{"tools":[{"type":"function","function":{"name":"lookup_case","description":"Finds.","parameters":""" + JsonValue.ToJson(Fuzzing.Samples.Lookup.Parameters) + "}}]}",
        """{"result":{"tools":[{"name":"a.b","inputSchema":{"type":"object","properties":{"x":{"$ref":"#/$defs/n"}},"$defs":{"n":{"oneOf":[{"type":"integer","minimum":0,"maximum":9,"multipleOf":3},{"const":"all"}]}}}}],"nextCursor":null}}""",
        """[{"name":"t","input_schema":{"type":"object","properties":{"when":{"type":"string","format":"date-time","minLength":1,"maxLength":30}},"additionalProperties":false,"required":["when"]}}]""",
    ]);

    public override IReadOnlyList<byte[]> Pieces { get; } = [.. JsonPieces, .. Bytes(
    [
        "\"$ref\":\"#\"", "\"$ref\":\"#/properties/a\"", "\"$ref\":\"http://localhost/x\"", "\"allOf\":[", "\"anyOf\":[", "\"not\":{", "\"pattern\":\"(a+)+$\"", "\"pattern\":\"[\"", "\"enum\":[]", "\"minimum\":", "\"maxLength\":", "\"items\":{",
        "\"items\":[", "\"type\":\"integer\"", "\"type\":[]", "\"prefixItems\":[", "\"properties\":{", "\"required\":[", "\"additionalProperties\":{", "\"if\":{", "\"const\":", "\"multipleOf\":0", "\"format\":\"uri\"", "\"$defs\":{", "\"default\":",
    ])];

    public override bool Run(byte[] input)
    {
        try
        {
            object? root = JsonValue.Parse(Encoding.UTF8.GetString(input));
            _ = ToolList.GoesOn(root);
            bool isValid = true;
            foreach (ToolListEntry entry in ToolList.Read(root, Validator))
            {
                isValid &= entry.Tool is not null;
                if (entry.Tool is { } tool)
                    Use(tool);
                else if (entry.Problems.Count == 0)
                    throw new InvalidOperationException("Neither a tool nor a problem.");
            }

            return isValid;
        }
        catch (Exception error) when (error is JsonException or FormatException)
        {
            return false;
        }
    }

    private static void Use(ToolDefinition tool)
    {
        foreach (IReadOnlyDictionary<string, object?> arguments in Arguments)
            Validator.CheckArguments(tool, arguments);
        _ = TemplateTool.From(tool);
        string schema = ReplySchema.Of([tool, .. BuiltInTools.All], 3);
        using JsonDocument document = JsonDocument.Parse(schema, new JsonDocumentOptions { MaxDepth = 1000 });
        GeminiSchema.OpenApi(GeminiSchema.Simple(document.RootElement));
        try
        {
            SchemaGrammar.Of(schema);
        }
        catch (SchemaNotSupportedException)
        {
            // It says so.
        }

        foreach (DatasetFormat format in DatasetFormats.All)
        {
            try
            {
                Fuzzing.Samples.Write(format, [new SyntheticQuery("q", [new ToolCall(tool.Name, Arguments[0])], 1) { AvailableTools = [tool] }]);
            }
            catch (Exception error) when (error is NotSupportedException or ArgumentException or InvalidOperationException)
            {
                // The format cannot hold the tool.
            }
        }
    }
}
