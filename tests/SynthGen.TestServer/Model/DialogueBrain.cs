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
        int searches = since.Count(turn => turn.Calls.Count > 0);
        string[] questions = QuestionsOf(question);
        if (results.Length == 0)
            return Begin(dialogue, question, questions);
        if (question.StartsWith(UserBrain.StepByStep, StringComparison.Ordinal) && searches < questions.Length)
            return Calling([Ask(dialogue, questions[searches], 0)]);

        string[] words = WordsOf(string.Join(' ', questions));
        Hit[] hits = [.. results.SelectMany(result => HitsIn(result.Text)).Where(hit => words.Count(word => hit.Snippet.Contains(word, StringComparison.OrdinalIgnoreCase)) >= Math.Min(2, words.Length))];
        if (hits.Length > 0)
            return new ModelReply(string.Join(' ', hits.DistinctBy(hit => hit.Page).Select(hit => $"Page {hit.Page} says: {hit.Snippet.ReplaceLineEndings(" ").Trim()}")));
        string text = string.Join(' ', words.Reverse().Take(6 - searches).Append(searches > 1 ? "passage" : "")).Trim();
        return searches < MostSearches && dialogue.Tools.Count > 0
            ? Calling([Call(dialogue, dialogue.Tools[(FirstTool(dialogue, questions[0]) + searches) % dialogue.Tools.Count], text, 0)])
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

    private static ModelReply Begin(Dialogue dialogue, string question, string[] questions)
    {
        if (s_smallTalk.Any(word => question.Contains(word, StringComparison.OrdinalIgnoreCase)))
            return new ModelReply("You are welcome. Ask me whenever you need something from the document.");
        if (question.StartsWith(UserBrain.Vague, StringComparison.Ordinal))
            return new ModelReply("Which of them do you mean?");
        if (dialogue.Tools.Count == 0)
            return new ModelReply("I have no tool that could find this.");
        if (question.StartsWith(UserBrain.HalfRemembered, StringComparison.Ordinal))
            return Calling([Call(dialogue, dialogue.Tools[0], "zyzzyva qoph", 0)]);
        int most = question.StartsWith(UserBrain.StepByStep, StringComparison.Ordinal) ? 1 : 4;
        return Calling([.. questions.Take(most).Select((asked, i) => Ask(dialogue, asked, i))]);
    }

    private static DialogueCall Ask(Dialogue dialogue, string question, int number) =>
        Call(dialogue, dialogue.Tools[FirstTool(dialogue, question)], string.Join(' ', WordsOf(question).DefaultIfEmpty(question).Take(8)), number);

    private static int FirstTool(Dialogue dialogue, string question) => (int)(PageHash.Of(question) % (ulong)dialogue.Tools.Count);

    private static string[] QuestionsOf(string question)
    {
        string text = question;
        foreach (string prefix in (string[])[UserBrain.HalfRemembered, UserBrain.StepByStep, UserBrain.Further])
            text = text.StartsWith(prefix, StringComparison.Ordinal) ? text[prefix.Length..] : text;
        string[] questions = text.Split('?', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return questions.Length == 0 ? [text] : questions;
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
