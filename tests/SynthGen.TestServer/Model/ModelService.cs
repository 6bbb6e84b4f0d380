using System.Globalization;
using SynthGen.TestServer.Faults;
using SynthGen.TestServer.Log;
using SynthGen.TestServer.Quota;

namespace SynthGen.TestServer.Model;

/// <summary>A hosted model without its wire: quota, faults, brain and log in one place, for a server and for simulated time alike.</summary>
public sealed class ModelService(ModelServerOptions options)
{
    /// <summary>How it is set.</summary>
    public ModelServerOptions Options { get; } = options;

    /// <summary>The plan of faults; may be changed between requests.</summary>
    public FaultPlan Faults { get; set; } = options.Faults;

    /// <summary>The quota.</summary>
    public QuotaModel Quota { get; } = new(options.Quota, options.Time);

    /// <summary>The log of requests.</summary>
    public RequestLog Log { get; } = new(options.Time);

    /// <summary>Clears the log, the pages' attempts and the use of the quota.</summary>
    public void Reset()
    {
        Log.Clear();
        Quota.Reset();
    }

    /// <summary>Takes a request and decides its behavior. <see cref="Finish"/> must follow.</summary>
    public Decision Receive(Ask ask)
    {
        if (Options.ApiKey is string key && ask.Key != key)
            return Refuse(ask, Fault.Unauthorized);
        if (!IsTokenValid(ask))
            return Refuse(ask, Fault.BadRequest);

        QuotaVerdict quota = Quota.Take(ask.InputTokens);
        Behavior behavior = default;
        LoggedRequest request = Log.Enter(ask, !quota.IsGranted, true, attempt => (behavior = Faults.For(ask.Page, attempt)).Fault);
        Decision decision = new(request, quota, behavior, behavior.Latency ?? Options.Latency.For(ask.Page, request.Attempt));
        if (decision.Status != 429)
            return decision;
        return quota.IsGranted ? Injected(decision) : decision with
        {
            Violations = quota.Violations,
            RetryAfter = !quota.IsDaily ? quota.RetryAfter
                : !Options.DailyRetryInfo ? null
                : quota.RetryAfter > TimeSpan.Zero ? quota.RetryAfter : Options.RetryAfter,
            HasDetails = Options.QuotaDetails,
        };
    }

    /// <summary>Takes a request that no model sees: it counts neither as an attempt nor for the quota. <see cref="Finish"/> must follow.</summary>
    public Decision Refuse(Ask ask, Fault fault) =>
        new(Log.Enter(ask, false, false, _ => fault), new QuotaVerdict(), fault, TimeSpan.Zero);

    /// <summary>Gets the model's reply to a request that gets one.</summary>
    public ModelReply Reply(Ask ask, Decision decision)
    {
        Fault fault = decision.Behavior.Fault;
        if (decision.Behavior.Text is string text)
            return new ModelReply(text) { InputTokens = ask.InputTokens };
        if (fault is Fault.None && ask.Dialogue is { Part: DialoguePart.Assistant } asked && Options.Answers is { } answers)
            return answers(asked) with { InputTokens = ask.InputTokens };
        if (ask.Dialogue is { } dialogue)
            return SpoiledDialogue.Of(dialogue, fault) with { InputTokens = ask.InputTokens };
        if (ask.CanContinue && (fault is Fault.Continuation || ask.ContinuationToken is not null))
            return Part(ask, NumberOfPart(ask));

        if (fault is Fault.None && ask.RefinedTools.Count > 0 && Options.Refinements is { } script)
            return script.Reply(ask);

        ModelReply reply = SpoiledReply.Of(ask.Page, ask.Tools, fault) with { InputTokens = ask.InputTokens };
        return ask.MaxOutputTokens is int most && reply.OutputTokens > most
            ? reply with { Text = reply.Text![..(most * 4)], Finish = "MAX_TOKENS" }
            : reply;
    }

    /// <summary>Notes how a request ended.</summary>
    /// <param name="decision">The decision about it.</param>
    /// <param name="status">The HTTP status; 0 for none.</param>
    /// <param name="finish">The reply's finish reason; null for none.</param>
    /// <param name="isComplete">Whether all of the answer was given.</param>
    public void Finish(Decision decision, int status, string? finish, bool isComplete) =>
        Log.Leave(decision.Request, status, finish, isComplete);

    private Decision Injected(Decision decision)
    {
        QuotaViolation day = new(QuotaKind.RequestsPerDay, Options.Quota.RequestsPerDay ?? 20);
        QuotaViolation minute = new(QuotaKind.RequestsPerMinute, Options.Quota.RequestsPerMinute ?? 15);
        TimeSpan wait = decision.Behavior.RetryAfter ?? Options.RetryAfter;
        return decision.Behavior.Fault switch
        {
            Fault.DailyQuota => decision with { Violations = [day], RetryAfter = decision.Behavior.RetryAfter, HasDetails = true },
            Fault.DailyAndMinuteQuota => decision with { Violations = [minute, day], RetryAfter = wait, HasDetails = true },
            Fault.RateLimited => decision with { Violations = [minute], RetryAfter = wait, HasDetails = true },
            _ => decision,
        };
    }

    private static bool IsTokenValid(Ask ask)
    {
        int part = NumberOfPart(ask);
        return ask.ContinuationToken is null || (part > 0 && part < PartCount(ask.Page));
    }

    private static int PartCount(AskedPage page) => 2 + (int)(PageHash.Mix(page.Hash, 3) % 2);

    // A token is "part-hash": it needs no memory and fits only the request that it belongs to.
    private static int NumberOfPart(Ask ask)
    {
        if (ask.ContinuationToken is not string token)
            return 0;
        int dash = token.IndexOf('-');
        return dash > 0 && token.AsSpan(dash + 1).SequenceEqual(ask.Page.Hash.ToString("x16", CultureInfo.InvariantCulture)) &&
            int.TryParse(token.AsSpan(0, dash), NumberStyles.None, CultureInfo.InvariantCulture, out int part) ? part : -1;
    }

    private static ModelReply Part(Ask ask, int part)
    {
        string text = SpoiledReply.Of(ask.Page, ask.Tools, Fault.None).Text!;
        int count = PartCount(ask.Page);
        int from = Edge(text, part, count), to = Edge(text, part + 1, count);
        bool isLast = part + 1 >= count;
        return new ModelReply(text[from..to], isLast ? "STOP" : "CONTINUATION")
        {
            InputTokens = ask.InputTokens,
            ContinuationToken = isLast ? null : string.Create(CultureInfo.InvariantCulture, $"{part + 1}-{ask.Page.Hash:x16}"),
        };
    }

    private static int Edge(string text, int part, int count)
    {
        int at = text.Length * part / count;
        return at > 0 && at < text.Length && char.IsHighSurrogate(text[at - 1]) ? at - 1 : at;
    }
}
