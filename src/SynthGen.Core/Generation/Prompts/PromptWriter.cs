using System.Security.Cryptography;
using System.Text;
using SynthGen.Generation.Batching;
using SynthGen.Generation.Planning;
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
    /// <param name="audience">The people who ask, as a list in a text.</param>
    /// <param name="seed">The seed of the pages' plans.</param>
    public PromptWriter(PromptSet prompts, IReadOnlyList<ToolDefinition> tools, int count, string domain, string audience, int seed = 0)
    {
        _prompts = prompts;
        _tools = tools;
        _count = count;
        Instruction = new ChatTurn(ChatRole.System, prompts.Instruction
            .Replace("{{domain}}", domain).Replace("{{audience}}", audience)
            .Replace("{{count}}", count.ToString(System.Globalization.CultureInfo.InvariantCulture))
            .Replace("{{examples}}", Examples(tools))
            .Replace("{{tools}}", Describe(tools)));
        Planner = prompts.HasPlan ? new PagePlanner(tools, count, audience, seed) : null;
        ResponseSchema = ReplySchema.Of(tools, count, Planner is not null);
    }

    /// <summary>The instruction, the same for every page, so that servers' prefix caches hit.</summary>
    public ChatTurn Instruction { get; }

    /// <summary>Draws what each page is asked for; null if the prompt around a page has no place for a plan.</summary>
    public PagePlanner? Planner { get; }

    /// <summary>The JSON Schema of the reply.</summary>
    public string ResponseSchema { get; }

    /// <summary>
    /// Whether each page has its own schema, which limits the evidence to its sentences; for models with a grammar.
    /// </summary>
    public bool QuotesFromPage { get; init; }

    /// <summary>Returns the JSON Schema of the reply to a page.</summary>
    public string SchemaFor(OcrPage page) =>
        QuotesFromPage && Passages.Quotes(page.Text) is { Count: > 0 } quotes ? ReplySchema.Of(_tools, _count, quotes, Planner is not null) : ResponseSchema;

    /// <summary>Returns a page as data, between markers with a code that its text does not contain, with its plan.</summary>
    public ChatTurn Page(OcrPage page) => Page(page, Planner?.Plan(page));

    /// <summary>
    /// Returns the plan that these rows fulfil; null without plans. A slot without a row would teach to leave slots out.
    /// </summary>
    internal PagePlan? PlanOf(IReadOnlyList<SyntheticQuery> rows) => Planner is null ? null : PagePlan.Of(rows);

    /// <summary>Returns a page with a plan of its own, as a conversation shows an earlier page.</summary>
    internal ChatTurn Page(OcrPage page, PagePlan? plan) => new(
        ChatRole.User, _prompts.Page.Replace("{{plan}}", plan?.ToString()).Replace("{{code}}", Code(page.Text)).Replace("{{page}}", page.Text).TrimEnd());

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

    // An example with a tool that is not offered would teach to call it.
    private static string Examples(IReadOnlyList<ToolDefinition> tools) => string.Join('\n', PromptSet.Examples
        .Where(example => tools.Any(tool => tool.Name == example.Tool)).Select(example => example.Text));

    private static string Describe(IReadOnlyList<ToolDefinition> tools) => string.Join("\n\n", tools.Select(tool =>
        $"`{tool.Name}`: {tool.Description}\nArguments (JSON Schema): {JsonValue.ToJson(tool.Parameters)}"));
}
