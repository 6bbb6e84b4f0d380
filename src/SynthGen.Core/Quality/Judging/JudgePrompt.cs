using System.Security.Cryptography;
using System.Text;
using SynthGen.Generation.Prompts;
using SynthGen.Json;
using SynthGen.Models;
using SynthGen.Tools;

namespace SynthGen.Quality.Judging;

/// <summary>The two questions about a row: what its query says, and how that compares with its calls.</summary>
public static class JudgePrompt
{
    private const string TextList = """{"type":"array","items":{"type":"string"}}""";

    private const string ExtractSchema =
        $$$$"""{"type":"object","properties":{"parts":{{{{TextList}}}},"unrelated":{{{{TextList}}}},"calls":{"type":"array","items":{"type":"object","properties":{"name":{"type":"string"},"arguments":{"type":"object"}},"required":["name","arguments"]}},"not_covered":{{{{TextList}}}}},"required":["parts","unrelated","calls","not_covered"]}""";

    private const string CompareSchema =
        $$$$"""{"type":"object","properties":{"arguments":{"type":"array","items":{"type":"object","properties":{"call":{"type":"integer"},"name":{"type":"string"},"read":{"type":"string"},"match":{"type":"string","enum":["same","different","missing"]}},"required":["call","name","read","match"]}},"unanswered":{{{{TextList}}}},"superfluous":{"type":"array","items":{"type":"integer"}}},"required":["arguments","unanswered","superfluous"]}""";

    private static readonly ChatTurn ExtractInstruction = new(ChatRole.System, PromptSet.Embedded("Extract.md"));
    private static readonly ChatTurn CompareInstruction = new(ChatRole.System, PromptSet.Embedded("Compare.md"));

    /// <summary>Twelve hexadecimal digits of a hash of both instructions.</summary>
    public static string Version { get; } =
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(ExtractInstruction.Text + '\0' + CompareInstruction.Text)).AsSpan(0, 6));

    /// <summary>Returns everything that the judge sees of a row, as JSON; rows with the same data share a verdict.</summary>
    public static string DataOf(SyntheticQuery row) => JsonValue.ToJson(Data(row, withCalls: true));

    /// <summary>Asks what the query says, without showing its calls.</summary>
    public static ChatRequest Extract(SyntheticQuery row, ChatSampling sampling) =>
        new([ExtractInstruction, Fence(JsonValue.ToJson(Data(row, withCalls: false)))], ExtractSchema) { Sampling = sampling };

    /// <summary>Asks how the calls compare with the query.</summary>
    public static ChatRequest Compare(SyntheticQuery row, ChatSampling sampling) =>
        new([CompareInstruction, Fence(DataOf(row))], CompareSchema) { Sampling = sampling };

    private static ChatTurn Fence(string data)
    {
        string code = PromptWriter.Code(data);
        return new ChatTurn(ChatRole.User, $"<row code=\"{code}\">\n{data}\n</row code=\"{code}\">");
    }

    private static IReadOnlyDictionary<string, object?> Data(SyntheticQuery row, bool withCalls)
    {
        IReadOnlyList<ToolDefinition> tools = row.AvailableTools.Count > 0 ? row.AvailableTools : BuiltInTools.All;
        (string, object?) question = ("question", row.Query);
        (string, object?) offered = ("tools", tools.Select(tool => (object?)JsonValue.Object(
            ("name", tool.Name), ("description", tool.Description), ("parameters", tool.Parameters))).ToArray());
        return withCalls
            ? JsonValue.Object(question, offered, ("calls", row.Tools.Select((call, i) => (object?)JsonValue.Object(
                ("number", (long)i), ("name", call.Name), ("arguments", call.Arguments))).ToArray()))
            : JsonValue.Object(question, offered);
    }
}
