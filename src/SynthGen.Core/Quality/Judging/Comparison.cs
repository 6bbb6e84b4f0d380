using SynthGen.Models;

namespace SynthGen.Quality.Judging;

/// <summary>A judge's comparison of a query with its calls: parameter alignment, sufficiency, minimality.</summary>
internal static class Comparison
{
    /// <summary>The three criteria of the reply.</summary>
    public static IReadOnlyList<JudgeCriterion> Criteria { get; } = [JudgeCriterion.ParameterAlignment, JudgeCriterion.Sufficiency, JudgeCriterion.Minimality];

    /// <summary>Scores a reply.</summary>
    /// <exception cref="FormatException">The reply lacks what was asked for.</exception>
    public static IEnumerable<GateResult> Score(ChatReply reply, SyntheticQuery row)
    {
        IReadOnlyDictionary<string, object?> read = JudgeReply.Read(reply);
        IReadOnlyList<string> unanswered = JudgeReply.Texts(read, "unanswered");
        int superfluous = JudgeReply.Items(read, "superfluous").Select(item => JudgeReply.CallNumber(item, row.Tools.Count)).Distinct().Count();
        Dictionary<(int Call, string Name), string> matches = Matches(read, row);
        string[] off = [.. matches.Where(match => match.Value != "same").Select(match => $"{row.Tools[match.Key.Call].Name}.{match.Key.Name} ({match.Value})")];
        return
        [
            JudgeResults.Result(JudgeCriterion.ParameterAlignment, matches.Count == 0 ? 1 : 1 - (double)off.Length / matches.Count, $"Not the query's: {string.Join(", ", off)}."),
            JudgeResults.Result(JudgeCriterion.Sufficiency, unanswered.Count == 0 ? 1 : 0, $"No call looks for: {string.Join("; ", unanswered)}."),
            JudgeResults.Result(JudgeCriterion.Minimality, 1 - (double)superfluous / row.Tools.Count, "The other calls look for everything already."),
        ];
    }

    // If the judge skips an argument, that argument is not judged, and so neither is the row.
    private static Dictionary<(int Call, string Name), string> Matches(IReadOnlyDictionary<string, object?> read, SyntheticQuery row)
    {
        Dictionary<(int, string), string> matches = [];
        foreach (IReadOnlyDictionary<string, object?> entry in JudgeReply.Objects(read, "arguments"))
        {
            int call = JudgeReply.CallNumber(entry.GetValueOrDefault("call"), row.Tools.Count);
            if (entry.GetValueOrDefault("name") is string name && row.Tools[call].Arguments.ContainsKey(name))
                matches[(call, name)] = entry.GetValueOrDefault("match") is "same" or "different" or "missing" ? (string)entry["match"]! : throw new FormatException("A 'match' is not one of the three.");
        }

        return row.Tools.Select((call, i) => (call, i)).All(item => item.call.Arguments.Keys.All(name => matches.ContainsKey((item.i, name))))
            ? matches
            : throw new FormatException("'arguments' lacks some of the calls' arguments.");
    }
}
