using SynthGen.Conversations;
using SynthGen.Retrieval;

namespace SynthGen.Quality.Conversations;

/// <summary>
/// Tests what the assistant says: figures, dates, names and quotes stand in what it has seen until then, the user's turns or results;
/// pages that it cites were among the results, and show the quotes and figures for which they are cited. Sums in small talk are
/// computed. The score is the share of sound sentences.
/// </summary>
/// <param name="index">The index of the document, which tells names from other words.</param>
public sealed class AnswerGroundedGate(IPageIndex index) : IConversationGate
{
    // What everybody knows of hours, days and months.
    private static readonly decimal[] CommonFigures = [7, 12, 24, 28, 29, 30, 31, 52, 60, 100, 168, 365, 366, 1000, 1440, 3600, 86400];

    private readonly AnswerNames _names = new(new DocumentNames(index));

    /// <inheritdoc/>
    public QualityGate Gate => QualityGate.AnswerGrounded;

    /// <inheritdoc/>
    public GateResult Test(TestedConversation row)
    {
        int sentences = 0, unsound = 0;
        GateResult? first = null;
        foreach (SpokenText spoken in row.Reading.AssistantTexts)
        {
            SeenText seen = row.Reading.SeenBefore(spoken.Message);
            if (row.Row.Kind == ConversationKind.NoTool && FindInSmallTalk(row.Reading, spoken) is { } wrong)
                first ??= wrong;
            IReadOnlyList<string> cited = [];
            foreach (AnswerSentence read in AnswerText.Sentences(spoken.Text))
            {
                // "That is on page 12. It reads: …"
                AnswerSentence sentence = read is { Cited.Count: 0, Quotes.Count: > 0 } ? read with { Cited = cited } : read;
                cited = read.Quotes.Count == 0 ? read.Cited : [];
                sentences++;
                if (Find(sentence, seen, withFigures: row.Row.Kind != ConversationKind.NoTool) is not { } flaw)
                    continue;
                unsound++;
                first ??= flaw;
            }
        }

        return sentences == 0 ? Gate.Skip("NoAnswer")
            : first is null ? Gate.Pass(1)
            : first with { Score = Math.Round(1 - (double)unsound / sentences, 4) };
    }

    private GateResult? Find(AnswerSentence sentence, SeenText seen, bool withFigures)
    {
        HashSet<ShownPage> cited = [];
        foreach (string label in sentence.Cited)
        {
            ShownPage[] shown = [.. seen.Parts.Select(part => part.Page).OfType<ShownPage>().Where(page => page.Label.Equals(label, StringComparison.OrdinalIgnoreCase))];
            if (shown.Length > 0)
                cited.UnionWith(shown);
            else if (!seen.Parts.Any(part => part.Letters.Contains($"page{label.ToLowerInvariant()}", StringComparison.Ordinal)))
                return Gate.Fail("PageNotSeen", $"The assistant cites page {label}, which no result shows.");
        }

        SeenText scope = cited.Count > 0 ? seen.Of(cited) : seen;
        foreach (string quote in sentence.Quotes)
        {
            if (!scope.Holds(quote))
                return cited.Count > 0 && seen.Holds(quote) ? WrongPage(sentence, quote) : Gate.Fail("QuoteNotSeen", $"No result shows '{quote}'.");
        }

        if (withFigures && AnswerFigures.FindUnseenDate(sentence.Text, scope) is { } date)
            return cited.Count > 0 && AnswerFigures.FindUnseenDate(sentence.Text, seen) is null ? WrongPage(sentence, date) : Gate.Fail("DateNotSeen", $"Neither the user nor a result has the date {date}.");
        if (withFigures && AnswerFigures.FindUnseen(sentence.Text, scope) is { } figure)
            return cited.Count > 0 && AnswerFigures.FindUnseen(sentence.Text, seen) is null ? WrongPage(sentence, figure) : Gate.Fail("FigureNotSeen", $"Neither the user nor a result has {figure}.");
        return _names.FindUnseen(sentence.Text, seen) is { } name ? Gate.Fail("NameNotSeen", $"Neither the user nor a result has {name}.") : null;
    }

    private GateResult WrongPage(AnswerSentence sentence, string what) =>
        Gate.Fail("WrongPageCited", $"'{what}' is not in what the results show of page {string.Join(", ", sentence.Cited)}.");

    // Sums are computed, and whoever talks about the conversation may count its turns.
    private GateResult? FindInSmallTalk(ConversationReading reading, SpokenText spoken)
    {
        string said = string.Join('\n', reading.UserTurns.Take(spoken.Turn).Select(turn => turn.Text));
        IReadOnlyList<decimal> results = spoken.Turn > 0 ? Arithmetic.Results(reading.UserTurns[spoken.Turn - 1].Text) : [];
        (string Text, decimal Value)[] answered = [.. Arithmetic.Numbers(spoken.Text)];
        if (results.Count > 0 && !results.All(result => answered.Any(number => Arithmetic.IsRounded(number, result))))
            return Gate.Fail("WrongArithmetic", FormattableString.Invariant($"The result is {results[0]}."));

        bool asksForUnits = said.Contains("how many", StringComparison.OrdinalIgnoreCase);
        HashSet<decimal> known = [.. asksForUnits ? CommonFigures : [], .. Arithmetic.Numbers(said).Select(number => number.Value), spoken.Turn];
        return answered.FirstOrDefault(number => !known.Contains(number.Value) && !results.Any(result => Arithmetic.IsRounded(number, result))) is { Text: { } invented }
            ? Gate.Fail("FigureNotSeen", $"Neither the user nor a sum has {invented}.")
            : null;
    }
}
