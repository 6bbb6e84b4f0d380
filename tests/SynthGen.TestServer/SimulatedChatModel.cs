using System.Text.Json;
using SynthGen.Models;
using SynthGen.TestServer.Faults;
using SynthGen.TestServer.Model;
using SynthGen.TestServer.Quota;

namespace SynthGen.TestServer;

/// <summary>
/// The server's model without a socket, on the clock of its options: a minute of quota takes as long as that clock says.
/// Like an adapter it sends once, follows continuations, and throws if there is no reply.
/// </summary>
/// <param name="service">The model; may be shared.</param>
/// <param name="modelName">The name that it is asked by.</param>
/// <param name="timeout">The longest that a request may take.</param>
public sealed class SimulatedChatModel(ModelService service, string modelName = "gemini-3.8-flash", TimeSpan? timeout = null) : IChatModel
{
    private readonly TimeSpan _timeout = timeout ?? TimeSpan.FromSeconds(100);

    /// <inheritdoc/>
    public async Task<ChatReply> CompleteAsync(ChatRequest request, CancellationToken cancellationToken)
    {
        Ask ask = Read(request);
        string text = "";
        int input = 0, output = 0;
        while (true)
        {
            (ModelReply reply, Decision decision) = await SendAsync(ask, cancellationToken);
            text += reply.Text;
            input += reply.InputTokens;
            output += reply.OutputTokens + reply.ThoughtTokens;
            if (reply.ContinuationToken is not null)
            {
                ask = ask with { ContinuationToken = reply.ContinuationToken };
                continue;
            }

            return new ChatReply(text, FinishOf(reply), reply.BlockReason ?? reply.Finish, $"{modelName}-test-001")
            {
                InputTokens = input,
                OutputTokens = output,
                RequestId = $"r{decision.Request.Sequence}",
                Limits = LimitsOf(decision.Quota),
            };
        }
    }

    /// <summary>Does nothing: the service belongs to its creator.</summary>
    public void Dispose()
    {
    }

    private async Task<(ModelReply Reply, Decision Decision)> SendAsync(Ask ask, CancellationToken cancellationToken)
    {
        Decision decision = service.Receive(ask);
        int status = 0;
        string? finish = null;
        bool isComplete = false;
        try
        {
            Fault fault = decision.Behavior.Fault;
            TimeSpan time = decision.Status is 200 || decision.Behavior.Latency is not null ? decision.Latency : TimeSpan.Zero;
            if (fault is Fault.SlowDrip)
                time += service.Options.DripTime;
            bool isTimeout = fault is Fault.Timeout || time > _timeout;
            if (isTimeout)
                time = _timeout;
            if (time > TimeSpan.Zero)
                await Task.Delay(time, service.Options.Time, cancellationToken);
            if (isTimeout)
                throw new ChatException(ChatErrorKind.Transient, "The request timed out.");

            status = decision.Status;
            if (status != 200)
            {
                isComplete = status != 0;
                throw Refusal(decision);
            }

            if (fault is Fault.CutBody)
                throw new ChatException(ChatErrorKind.Transient, "The response ended prematurely.");
            isComplete = true;
            if (fault is Fault.MalformedEnvelope)
                throw new ChatException(ChatErrorKind.Transient, "The response is not JSON.") { Status = 200 };
            ModelReply reply = service.Reply(ask, decision);
            finish = reply.BlockReason is null ? reply.Finish : null;
            return (reply, decision);
        }
        finally
        {
            service.Finish(decision, status, finish, isComplete);
        }
    }

    private Ask Read(ChatRequest request)
    {
        PageFinder finder = new();
        foreach (ChatTurn turn in request.Turns)
        {
            if (turn.Role is ChatRole.User)
                finder.AddUserTurn(turn.Text);
        }

        IReadOnlyList<ToolShape> tools = ToolShape.BuiltIn;
        if (request.ResponseSchema is string schema)
        {
            using JsonDocument document = JsonDocument.Parse(schema);
            tools = ToolShape.From(document.RootElement);
        }

        return new Ask(modelName, finder.Page ?? new AskedPage(""))
        {
            Tools = tools,
            RefinedTools = finder.RefinedTools,
            InputTokens = request.EstimatedTokens,
            MaxOutputTokens = request.Sampling.MaxOutputToken,
            CanContinue = true,
            Key = service.Options.ApiKey,
        };
    }

    private static ChatException Refusal(Decision decision)
    {
        bool isDaily = decision.HasDetails && decision.Violations.Any(violation => violation.Kind is QuotaKind.RequestsPerDay);
        ChatErrorKind fault = decision.Status switch
        {
            429 when isDaily => ChatErrorKind.DailyQuota,
            429 or 503 => ChatErrorKind.RateLimited,
            0 or >= 500 => ChatErrorKind.Transient,
            _ => ChatErrorKind.Fatal,
        };
        return new ChatException(fault, decision.Status == 0 ? "The connection was cut." : $"The server answered {decision.Status}.")
        {
            Status = decision.Status == 0 ? null : decision.Status,
            RequestId = $"r{decision.Request.Sequence}",
            RetryAfter = decision.HasDetails && !isDaily ? decision.RetryAfter : null,
            RequestsPerMinute = decision.HasDetails && decision.Violations.Any(IsOfRequests) ? decision.Violations.First(IsOfRequests).Limit : null,
            Quota = decision is { HasDetails: true, Violations: [.., QuotaViolation last] } ? $"{last.Kind} {last.Limit}" : null,
        };
    }

    private static bool IsOfRequests(QuotaViolation violation) => violation.Kind is QuotaKind.RequestsPerMinute;

    private static ChatFinish FinishOf(ModelReply reply) => reply.BlockReason is not null ? ChatFinish.Blocked : reply.Finish switch
    {
        "STOP" => ChatFinish.Stop,
        "MAX_TOKENS" => ChatFinish.Length,
        "SAFETY" or "RECITATION" or "PROHIBITED_CONTENT" => ChatFinish.Blocked,
        _ => ChatFinish.Other,
    };

    private static ChatLimits? LimitsOf(QuotaVerdict quota) => quota.Requests is null && quota.Tokens is null
        ? null
        : new ChatLimits(quota.Requests?.Remaining, quota.Requests?.Reset, quota.Tokens?.Remaining, quota.Tokens?.Reset);
}
