using SynthGen.Tools;

namespace SynthGen.Datasets.Review;

/// <summary>The texts of a row that are searched: what people say, calls, answers and evidence, but not results of calls.</summary>
internal static class RowText
{
    /// <summary>Whether a row has all words, whatever their case.</summary>
    public static bool Has(DatasetRow row, string[] words)
    {
        List<string> texts = [.. Of(row)];
        return words.All(word => texts.Exists(text => text.Contains(word, StringComparison.OrdinalIgnoreCase)));
    }

    private static IEnumerable<string> Of(DatasetRow row)
    {
        foreach (ConversationMessage message in row.GetTurns())
        {
            if (message.Role != MessageRole.Tool && message.Text is { } text)
                yield return text;
            foreach (ConversationCall call in message.Calls)
            {
                yield return call.Name;
                foreach (string argument in ArgumentText.Of(call.ToToolCall()))
                    yield return argument;
            }
        }

        foreach (Evidence? evidence in row is SyntheticQuery query ? [query.Evidence] : ((ToolConversation)row).Pages.Select(page => page.Evidence))
        {
            if (evidence is not null)
                yield return evidence.Quote;
        }
    }
}
