using System.Globalization;
using System.Xml.Linq;
using SynthGen.Pictures;
using SynthGen.Pictures.Charts;

namespace SynthGen.Reports;

/// <summary>Rows to read: some that are good, and some of each gate that rejected them.</summary>
internal static class ExampleSection
{
    private const int LongestQuote = 300, LongestMessage = 400, LongestResult = 160, MostMessages = 12;

    /// <summary>Returns the section.</summary>
    public static XElement Of(DatasetProfile set, int seed) => Html.Section("examples", "Examples",
        [
            Html.Of("p", string.Create(CultureInfo.InvariantCulture, $"Drawn by the seed {seed}, in the order in which they came.")),
            .. Part("Rows to keep", set.Accepted, "No row passed."),
            .. Part("Rejected rows", set.Rejected, set.Measure.Tested == 0 ? "No row was tested." : "No row was rejected."),
        ]);

    private static IEnumerable<object> Part(string title, IReadOnlyList<DatasetRow> rows, string none)
    {
        yield return Html.Of("h3", title);
        if (rows.Count == 0)
            yield return Html.Of("p", none);
        foreach (DatasetRow row in rows)
            yield return Example(row);
    }

    private static XElement Example(DatasetRow row) => Html.OfClass("article", $"example{(row is SyntheticQuery ? " row" : "")}{(row.Verdict is { Passed: var passed } ? passed ? " passed" : " failed" : "")}",
        Html.OfClass("p", "query", MarkupText.Of(row.FirstQuery, LongestMessage) is { Length: > 0 } query ? query : "(no query)"),
        row is ToolConversation talk ? Messages(talk) : null,
        Html.OfClass("dl", "facts", Facts(row).Select(fact => Html.Of("div", Html.Of("dt", fact.Name), Html.Of("dd", fact.Value)))));

    private static IEnumerable<(string Name, object Value)> Facts(DatasetRow row)
    {
        string[] pages = [.. row.GetPageKeys().Select(page => $"{page.Printed}{(page.Source.Length > 0 ? $" of {page.Source}" : "")}")];
        if (row is ToolConversation { Kind: { } kind } talk)
            yield return ("Kind", $"{kind}{(talk.Difficulty is { } difficulty ? $", {difficulty}" : "")}");
        yield return (pages.Length > 1 ? "Pages" : "Page", pages.Length > 0 ? string.Join("; ", pages) : "none");
        if (row is SyntheticQuery query)
        {
            foreach (ToolCall call in query.Tools)
                yield return ("Call", Html.Of("code", MarkupText.Of(call.ToString(), LongestMessage)));
            if (query.Evidence is { } evidence)
                yield return ("Evidence", Html.Of("q", MarkupText.Of(evidence.Quote, LongestQuote)));
        }

        if (row.Verdict?.Ranks is { } ranks)
            yield return ("Ranks", ranks.ToString());
        yield return ("Verdict", VerdictOf(row));
    }

    private static string VerdictOf(DatasetRow row) => row.Verdict switch
    {
        null => "not tested",
        { Rejection: { } rejection } => $"{rejection}{(rejection.Detail is { } detail ? $" – {MarkupText.Of(detail, LongestMessage)}" : "")}",
        var verdict => $"passed {ChartText.Count(verdict.Gates.Count(gate => gate.Status == GateStatus.Passed), "gate")}",
    };

    private static XElement Messages(ToolConversation talk)
    {
        IReadOnlyList<ConversationMessage> messages = talk.GetTurns();
        return Html.OfClass("ol", "messages",
            [
                .. messages.Take(MostMessages).Select(Message),
                messages.Count > MostMessages ? Html.Of("li", $"and {messages.Count - MostMessages} more messages") : null,
            ]);
    }

    private static XElement Message(ConversationMessage message) => Html.OfClass("li", message.Role.ToString().ToLowerInvariant(),
        [
            Html.Of("b", $"{message.Role}: "),
            message.Text is { } text ? MarkupText.Of(text, message.Role == MessageRole.Tool ? LongestResult : LongestMessage) : null,
            .. message.Calls.SelectMany(call => new object[] { " ", Html.Of("code", MarkupText.Of(call.ToString(), LongestMessage)) }),
        ]);
}
