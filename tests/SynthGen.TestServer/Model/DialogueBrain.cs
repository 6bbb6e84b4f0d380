using System.Text.Json;

namespace SynthGen.TestServer.Model;

/// <summary>
/// An assistant whose reply depends only on the conversation: it answers small talk, asks back where a question is vague, calls
/// a tool for each question, tries the other tools where nothing fits, and answers from the results.
/// </summary>
public static class DialogueBrain
{
    private const int MostSearches = 3;

    private static readonly string[] s_smallTalk = ["thank", "hello", "good morning", "how are you", "plus", "times"];

    /// <summary>The next turn of the assistant.</summary>
    public static ModelReply Reply(Dialogue dialogue)
    {
        string question = dialogue.Question;
        DialogueTurn[] since = [.. dialogue.SinceQuestion];
        DialogueTurn[] results = [.. since.Where(turn => turn.Role is DialogueRole.Tool)];
        if (results.Length == 0)
            return Begin(dialogue, question);

        string[] words = WordsOf(question);
        Hit[] hits = [.. results.SelectMany(result => HitsIn(result.Text)).Where(hit => words.Count(word => hit.Snippet.Contains(word, StringComparison.OrdinalIgnoreCase)) >= Math.Min(2, words.Length))];
        int searches = since.Count(turn => turn.Calls.Count > 0);
        if (hits.Length > 0)
        {
            return new ModelReply(string.Join(' ', hits.DistinctBy(hit => hit.Page).Take(results.Length).Select(hit => $"Page {hit.Page} says: {hit.Snippet.ReplaceLineEndings(" ").Trim()}")));
        }

        return searches < MostSearches && dialogue.Tools.Count > 0
            ? Calling([Call(dialogue, dialogue.Tools[searches % dialogue.Tools.Count], string.Join(' ', words.Reverse().Take(6 - searches)), 0)])
            : new ModelReply("I searched the document, and it does not say so.");
    }

    /// <summary>A call of a tool.</summary>
    /// <param name="dialogue">The conversation, whose calls are counted.</param>
    /// <param name="tool">The tool.</param>
    /// <param name="text">The value of every text among the arguments.</param>
    /// <param name="number">Its place in its turn, from 0.</param>
    public static DialogueCall Call(Dialogue dialogue, ToolShape tool, string text, int number) =>
        new($"tc{dialogue.Turns.Sum(turn => turn.Calls.Count) + number:d7}", tool.Name, tool.Arguments(text));

    /// <summary>A reply that only calls.</summary>
    public static ModelReply Calling(IReadOnlyList<DialogueCall> calls) => new((string?)null) { Calls = calls };

    private static ModelReply Begin(Dialogue dialogue, string question)
    {
        if (s_smallTalk.Any(word => question.Contains(word, StringComparison.OrdinalIgnoreCase)))
            return new ModelReply("You are welcome. Ask me whenever you need something from the document.");
        string[] questions = question.Split('?', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (WordsOf(question).Length < 2 && !dialogue.Turns.Any(turn => turn.Role is DialogueRole.Assistant))
            return new ModelReply("Which of them do you mean?");
        if (dialogue.Tools.Count == 0)
            return new ModelReply("I have no tool that could find this.");
        return Calling([.. (questions.Length == 0 ? [question] : questions).Take(4).Select((asked, i) =>
            Call(dialogue, dialogue.Tools[(int)(PageHash.Of(asked) % (ulong)dialogue.Tools.Count)], string.Join(' ', WordsOf(asked).DefaultIfEmpty(asked).Take(8)), i))]);
    }

    private static string[] WordsOf(string text) =>
    [
        .. text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .Select(word => word.Trim('.', ',', ';', ':', '"', '(', ')', '\'', '?', '!', '[', ']'))
            .Where(word => word.Length > 4 && !word.Equals("about", StringComparison.OrdinalIgnoreCase) && !word.Equals("which", StringComparison.OrdinalIgnoreCase))
            .Distinct(StringComparer.OrdinalIgnoreCase),
    ];

    private static IReadOnlyList<Hit> HitsIn(string result)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(result);
            return document.RootElement.ValueKind is not JsonValueKind.Array ? [] :
            [
                .. document.RootElement.EnumerateArray()
                    .Where(hit => hit.ValueKind is JsonValueKind.Object && hit.TryGetProperty("page", out _) && hit.TryGetProperty("snippet", out _))
                    .Select(hit => new Hit(hit.GetProperty("page").ToString(), hit.GetProperty("snippet").ToString())),
            ];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    private readonly record struct Hit(string Page, string Snippet);
}
