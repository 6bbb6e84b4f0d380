using System.Security.Cryptography;
using System.Text;
using SynthGen.Generation.Batching;
using SynthGen.Json;
using SynthGen.Models;

namespace SynthGen.Generation.Prompts;

/// <summary>Fills in the prompts: the constant part once, then each page.</summary>
public sealed class PromptWriter
{
    private readonly PromptSet _prompts;
    private readonly IReadOnlyList<ToolDefinition> _tools;
    private readonly int _count;

    /// <summary>Creates a writer.</summary>
    /// <param name="prompts">The texts.</param>
    /// <param name="tools">The tools that rows can call.</param>
    /// <param name="count">The maximum number of rows of a page.</param>
    /// <param name="domain">The field of the document: legal, medical, …</param>
    /// <param name="audience">The people who ask.</param>
    public PromptWriter(PromptSet prompts, IReadOnlyList<ToolDefinition> tools, int count, string domain, string audience)
    {
        _prompts = prompts;
        _tools = tools;
        _count = count;
        Instruction = new ChatTurn(ChatRole.System, prompts.Instruction
            .Replace("{{domain}}", domain).Replace("{{audience}}", audience)
            .Replace("{{count}}", count.ToString(System.Globalization.CultureInfo.InvariantCulture))
            .Replace("{{tools}}", Describe(tools)));
        ResponseSchema = ReplySchema.Of(tools, count);
    }

    /// <summary>The instruction, the same for every page, so that servers' prefix caches hit.</summary>
    public ChatTurn Instruction { get; }

    /// <summary>The JSON Schema of the reply.</summary>
    public string ResponseSchema { get; }

    /// <summary>
    /// Whether each page has its own schema, which limits the evidence to its sentences; for models with a grammar.
    /// </summary>
    public bool QuotesFromPage { get; init; }

    /// <summary>Returns the JSON Schema of the reply to a page.</summary>
    public string SchemaFor(OcrPage page) =>
        QuotesFromPage && Passages.Quotes(page.Text) is { Count: > 0 } quotes ? ReplySchema.Of(_tools, _count, quotes) : ResponseSchema;

    /// <summary>Returns a page as data, between markers with a code that its text does not contain.</summary>
    public ChatTurn Page(OcrPage page) => new(
        ChatRole.User, _prompts.Page.Replace("{{code}}", Code(page.Text)).Replace("{{page}}", page.Text).TrimEnd());

    /// <summary>Returns the request to repair a reply, with the complaints about it.</summary>
    public ChatTurn Repair(IEnumerable<string> complaints) => new(
        ChatRole.User, _prompts.Repair.Replace("{{complaints}}", string.Join('\n', complaints.Select(complaint => "- " + complaint))).TrimEnd());

    /// <summary>Returns the request to write rows again, with what their calls found as data between markers.</summary>
    /// <param name="results">What the calls of each row found.</param>
    public ChatTurn Refine(IReadOnlyList<string> results)
    {
        string text = string.Join('\n', results.Select((result, i) => $"queries[{i}]: {result}"));
        return new ChatTurn(ChatRole.User, _prompts.Refine
            .Replace("{{code}}", Code(text)).Replace("{{count}}", results.Count.ToString(System.Globalization.CultureInfo.InvariantCulture))
            .Replace("{{results}}", text).TrimEnd());
    }

    /// <summary>
    /// Returns a code that a text does not contain. It depends on the text alone, so that a page always has the same
    /// prompt.
    /// </summary>
    internal static string Code(string text)
    {
        string code;
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes(text));
        do
        {
            code = Convert.ToHexStringLower(hash.AsSpan(0, 8));
            hash = SHA256.HashData(hash);
        }
        while (text.Contains(code, StringComparison.OrdinalIgnoreCase));

        return code;
    }

    private static string Describe(IReadOnlyList<ToolDefinition> tools) => string.Join("\n\n", tools.Select(tool =>
        $"`{tool.Name}`: {tool.Description}\nArguments (JSON Schema): {JsonValue.ToJson(tool.Parameters)}"));
}
