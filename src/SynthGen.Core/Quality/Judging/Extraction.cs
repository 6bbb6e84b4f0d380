using SynthGen.Models;
using SynthGen.Tools;

namespace SynthGen.Quality.Judging;

/// <summary>A judge's reading of a query without its calls: specificity, coherence, solvability.</summary>
internal static class Extraction
{
    private const string Missing = "#missing";

    /// <summary>The three criteria of the reply.</summary>
    public static IReadOnlyList<JudgeCriterion> Criteria { get; } = [JudgeCriterion.Specificity, JudgeCriterion.Coherence, JudgeCriterion.Solvability];

    /// <summary>Scores a reply.</summary>
    /// <exception cref="FormatException">The reply lacks what was asked for.</exception>
    public static IEnumerable<GateResult> Score(ChatReply reply, SyntheticQuery row)
    {
        IReadOnlyDictionary<string, object?> read = JudgeReply.Read(reply);
        IReadOnlyList<string> parts = JudgeReply.Texts(read, "parts"), unrelated = JudgeReply.Texts(read, "unrelated"), open = JudgeReply.Texts(read, "not_covered");
        if (parts.Count == 0)
            throw new FormatException("'parts' is empty: every question asks for something.");

        (int required, List<string> missing) = Required(read, row);
        return
        [
            JudgeResults.Result(JudgeCriterion.Specificity, required == 0 ? 0 : 1 - (double)missing.Count / required, required == 0
                ? "The judge would make no call." : $"The query does not say: {string.Join(", ", missing)}."),
            JudgeResults.Result(JudgeCriterion.Coherence, (double)parts.Count / (parts.Count + unrelated.Count), $"Has nothing to do with the rest: {string.Join("; ", unrelated)}."),
            JudgeResults.Result(JudgeCriterion.Solvability, 1 - Math.Min(1, (double)open.Count / parts.Count), $"No tool is made for: {string.Join("; ", open)}."),
        ];
    }

    // A call of a tool without parameters is specific without a value.
    private static (int Required, List<string> Missing) Required(IReadOnlyDictionary<string, object?> read, SyntheticQuery row)
    {
        List<string> missing = [];
        int required = 0;
        foreach (IReadOnlyDictionary<string, object?> call in JudgeReply.Objects(read, "calls"))
        {
            IReadOnlyList<ToolDefinition> tools = row.AvailableTools.Count > 0 ? row.AvailableTools : BuiltInTools.All;
            ToolDefinition tool = tools.FirstOrDefault(tool => tool.Name.Equals(call.GetValueOrDefault("name"))) ?? throw new FormatException("A call is of a tool that there is not.");
            IReadOnlyDictionary<string, object?> arguments = call.GetValueOrDefault("arguments") as IReadOnlyDictionary<string, object?> ?? throw new FormatException("A call has no arguments.");
            string[] names = tool.Parameters.GetValueOrDefault("required") is IEnumerable<object?> list ? [.. list.OfType<string>()] : [];
            required += Math.Max(1, names.Length);
            missing.AddRange(names.Where(name => !arguments.TryGetValue(name, out object? value) || value is null || Missing.Equals(value)).Select(name => $"{tool.Name}.{name}"));
        }

        return (required, missing);
    }
}
