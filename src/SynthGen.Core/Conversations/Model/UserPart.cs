using System.Globalization;
using System.Text;
using SynthGen.Documents;
using SynthGen.Generation.Prompts;
using SynthGen.Models;

namespace SynthGen.Conversations.Model;

/// <summary>The user's part: it knows the pages and what is to be asked, and neither tools nor results.</summary>
/// <param name="model">The model.</param>
/// <param name="prompts">The prompts.</param>
/// <param name="options">The options.</param>
/// <param name="index">The index, for the pages of rows that came without them.</param>
internal sealed class UserPart(PartModel model, ConversationPrompts prompts, PlayOptions options, Retrieval.IPageIndex index)
{
    /// <summary>What the part writes to end a conversation.</summary>
    public const string End = "[END]";

    // A page is shown whole; what goes beyond is a page that was not split.
    private const int MostOfPage = 12_000;

    /// <summary>Returns the number of turns that the user has in a conversation of a kind.</summary>
    public static int TurnsOf(ConversationKind kind) => kind is ConversationKind.FollowUp or ConversationKind.Clarify ? 2 : 1;

    /// <summary>Says the next turn; null if the part ends the conversation.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="rollout">The number of the try; the first turn is the same in all tries.</param>
    /// <param name="transcript">The conversation so far.</param>
    /// <param name="usage">Counts the reply.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <exception cref="ChatException">No reply came.</exception>
    public async Task<string?> SayAsync(ConversationPlan plan, int rollout, Transcript transcript, PlayUsage usage, CancellationToken cancellationToken)
    {
        bool isFirst = transcript.Messages.Count == 0;
        if (isFirst && options.KeepsQueries && KeepsQuery(plan.Kind))
            return plan.Rows[0].Query;

        ChatRequest request = new(transcript.UserView(Instruction(plan))) { Sampling = options.Sampling };
        ChatReply reply = await model.AskAsync(plan, isFirst ? 0 : rollout, request, usage, cancellationToken).ConfigureAwait(false);
        if (ReplyFinish.Fault(reply) is not null || reply.Finish == ChatFinish.Length)
            return "";
        string text = reply.Text.Trim();
        if (text.Contains(End, StringComparison.OrdinalIgnoreCase))
            return null;
        return isFirst && options.Hardener is { } hardener && KeepsQuery(plan.Kind) && plan.Rows is [var row, ..] && index.Find(row.GetPageKey()) is { } page
            ? await hardener.HardenAsync(Unquoted(text), PageKey.Of(page), AskAgainAsync, cancellationToken).ConfigureAwait(false)
            : Unquoted(text);

        async Task<string?> AskAgainAsync(IReadOnlyList<(string Query, string Feedback)> tried)
        {
            IEnumerable<ChatTurn> more = tried.SelectMany(one => new[] { new ChatTurn(ChatRole.Assistant, one.Query), new ChatTurn(ChatRole.User, one.Feedback) });
            ChatRequest again = request with { Turns = [.. request.Turns, .. more] };
            ChatReply other = await model.AskAsync(plan, 0, again, usage, cancellationToken).ConfigureAwait(false);
            return ReplyFinish.Fault(other) is not null || other.Finish == ChatFinish.Length || other.Text.Contains(End, StringComparison.OrdinalIgnoreCase) ? null : Unquoted(other.Text.Trim());
        }
    }

    private static bool KeepsQuery(ConversationKind kind) => kind is ConversationKind.Lookup or ConversationKind.Recover or ConversationKind.FollowUp or ConversationKind.MissingTool;

    private static string Unquoted(string text) => text is ['"', _, .., '"'] && text.AsSpan(1, text.Length - 2).IndexOf('"') < 0 ? text[1..^1].Trim() : text;

    private string Instruction(ConversationPlan plan)
    {
        string notes = Notes(plan);
        return prompts.User
            .Replace("{{task}}", prompts.TaskOf(plan.Kind)).Replace("{{number}}", plan.Number.ToString(CultureInfo.InvariantCulture))
            .Replace("{{code}}", PromptWriter.Code(notes)).Replace("{{notes}}", notes);
    }

    private string Notes(ConversationPlan plan)
    {
        StringBuilder notes = new();
        if (plan.Kind is ConversationKind.Unanswerable or ConversationKind.Clarify or ConversationKind.FollowUp && plan.Subjects is [var subject, ..])
            notes.Append("subject: ").Append(subject).Append('\n');
        if (plan.Kind is ConversationKind.Sequence or ConversationKind.Compare)
            notes.Append("subjects: ").AppendJoin("; ", plan.Subjects.Take(plan.Rows.Count)).Append('\n');
        if (plan.Kind == ConversationKind.Sequence)
            notes.Append("do not name: ").AppendJoin("; ", plan.Values.Take(Math.Max(0, plan.Rows.Count - 1))).Append('\n');
        for (int i = 0; i < plan.Rows.Count; i++)
        {
            SyntheticQuery row = plan.Rows[i];
            notes.Append(CultureInfo.InvariantCulture, $"question {i + 1}: {row.Query}\n");
            if (row.Evidence is { } evidence)
                notes.Append(CultureInfo.InvariantCulture, $"answer {i + 1}: {evidence.Quote.ReplaceLineEndings(" ")}\n");
        }

        foreach (string text in plan.Rows.Select(row => (row.GetSourcePage() ?? index.Find(row.GetPageKey()))?.Text).OfType<string>().Distinct())
            notes.Append("\nthe document says:\n").Append(text.AsSpan(0, Math.Min(text.Length, MostOfPage))).Append('\n');
        return notes.Length == 0 ? "none" : notes.ToString().TrimEnd();
    }
}
