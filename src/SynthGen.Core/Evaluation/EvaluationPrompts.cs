using System.Security.Cryptography;
using System.Text;
using SynthGen.Generation.Prompts;
using SynthGen.Json;
using SynthGen.Models;

namespace SynthGen.Evaluation;

/// <summary>The texts of requests: the tools in words, for models without tool calling, and the one-shot example.</summary>
internal static class EvaluationPrompts
{
    private static readonly string Tools = PromptSet.Embedded("ToolPrompt.md").Trim(), OneShot = PromptSet.Embedded("OneShot.md").Trim();

    /// <summary>Twelve hexadecimal digits of a hash of the texts; it changes with the wording.</summary>
    public static string Version { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Tools}\0{OneShot}")).AsSpan(0, 6));

    /// <summary>Returns the instruction that declares tools in words.</summary>
    public static string OfTools(IReadOnlyList<ToolDefinition> tools)
    {
        IEnumerable<string> lines = tools.Select(tool => JsonValue.ToJson(JsonValue.Object(("name", tool.Name), ("description", tool.Description), ("parameters", tool.Parameters))));
        return Tools
            .Replace("{{name}}", tools is [var first, ..] ? first.Name : "name")
            .Replace("{{arguments}}", tools is [var shown, ..] ? SampleArguments(shown) : "{}")
            .Replace("{{tools}}", tools.Count == 0 ? "(There are none.)" : string.Join('\n', lines));
    }

    /// <summary>Returns the part of the instruction that shows an example.</summary>
    /// <param name="query">The example's question.</param>
    /// <param name="reply">The reply to it: calls as text, or words.</param>
    public static string OfExample(string query, string reply) => OneShot
        .Replace("{{code}}", PromptWriter.Code($"{query}\n{reply}")).Replace("{{query}}", query).Replace("{{reply}}", reply);

    // The required arguments, each with its name in place of a value.
    private static string SampleArguments(ToolDefinition tool)
    {
        IEnumerable<string> names = (tool.Parameters.GetValueOrDefault("required") as IReadOnlyList<object?> ?? []).OfType<string>();
        return JsonValue.ToJson(JsonValue.Object([.. names.Select(name => (name, (object?)"…"))]));
    }
}
