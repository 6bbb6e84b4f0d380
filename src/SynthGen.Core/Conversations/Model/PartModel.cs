using SynthGen.Generation.Journal;
using SynthGen.Json;
using SynthGen.Models;
using SynthGen.Models.Batches;

namespace SynthGen.Conversations.Model;

/// <summary>The model of one part. A reply that the journal has is not asked for again; a new one is stored before it is used.</summary>
/// <param name="model">The model, with retries and pacing.</param>
/// <param name="name">The model's name as it was asked for.</param>
/// <param name="part">The part: user, assistant or tool; or that of a model that is measured.</param>
/// <param name="journal">The journal; null for none.</param>
/// <param name="settings">What decides the replies beside the request: backend, prompts, index.</param>
internal sealed class PartModel(IChatModel model, string name, string part, ReplyJournal? journal, IReadOnlyList<object?> settings)
{
    private readonly JournalKey _keys = new(name, part, "conversation", settings);

    /// <summary>Asks for the part's next turn.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="rollout">The number of the try, from 0: equal requests of two tries get a reply each.</param>
    /// <param name="request">The request.</param>
    /// <param name="usage">Counts the reply.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <exception cref="ChatException">No reply came.</exception>
    /// <exception cref="RunEndedException">No further request may be sent, or the journal cannot be written.</exception>
    public Task<ChatReply> AskAsync(ConversationPlan plan, int rollout, ChatRequest request, PlayUsage usage, CancellationToken cancellationToken) => AskAsync(
        plan.Number, [plan.Number, plan.Kind.ToString(), plan.Seed.ToString(System.Globalization.CultureInfo.InvariantCulture), rollout], request, usage, cancellationToken);

    /// <summary>Asks for a reply.</summary>
    /// <param name="number">The number of the plan or the row, for people who read the journal.</param>
    /// <param name="identity">What tells equal requests apart that are to get a reply each.</param>
    /// <param name="request">The request.</param>
    /// <param name="usage">Counts the reply.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <exception cref="ChatException">No reply came.</exception>
    /// <exception cref="RunEndedException">No further request may be sent, or the journal cannot be written.</exception>
    public async Task<ChatReply> AskAsync(int number, IReadOnlyList<object?> identity, ChatRequest request, PlayUsage usage, CancellationToken cancellationToken)
    {
        UInt128 key = _keys.Of(JsonValue.ToJson(Identity(identity, request)));
        if (journal?.Find(key) is { } known)
        {
            usage.Add(known.Reply, isKnown: true);
            return known.Reply;
        }

        if (journal?.Failure is { } failure)
            throw new RunEndedException(RunEnd.JournalNotWritten, failure.Message, failure);
        // The journal keeps the reply, so a call's key needs nothing but the reply's own.
        using BatchScope scope = BatchScope.Begin(JsonValue.ToJson(identity.ToList()) + part);
        ChatReply reply;
        try
        {
            reply = await model.CompleteAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (ChatException fault)
        {
            usage.Add(fault);
            throw;
        }

        usage.Add(reply, isKnown: false);
        try
        {
            journal?.Append(key, new JournaledReply(number, part, reply));
        }
        catch (JournalNotWrittenException)
        {
            // The reply was paid for. The run ends with the next request.
        }

        return reply;
    }

    private static List<object?> Identity(IReadOnlyList<object?> identity, ChatRequest request) =>
    [
        .. identity,
        request.Turns.Select(turn => (object?)new List<object?>
        {
            turn.Role.ToString(), turn.Text, turn.CallId, turn.Calls.Select(call => (object?)new List<object?> { call.Id, call.Name, call.Arguments }).ToList(),
        }).ToList(),
        request.Tools.Select(tool => (object?)new List<object?> { tool.Name, tool.Description, tool.Parameters }).ToList(),
        .. JournalKey.Of(request.Sampling),
    ];
}
