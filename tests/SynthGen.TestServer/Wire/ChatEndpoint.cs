using System.IO.Pipelines;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using SynthGen.TestServer.Faults;
using SynthGen.TestServer.Model;

namespace SynthGen.TestServer.Wire;

/// <summary>Answers requests to the model in one wire format, or misbehaves.</summary>
internal sealed class ChatEndpoint(ModelService service, WireFormat format)
{
    private const int DripPieces = 10;
    private const string JsonType = "application/json; charset=UTF-8";

    public async Task HandleAsync(HttpContext context, string model)
    {
        (Ask ask, string? complaint) = await ReadAsync(context.Request, model);
        Decision decision = complaint is null ? service.Receive(ask) : service.Refuse(ask, Fault.BadRequest);
        Answer answer = new(service, decision);
        try
        {
            await AnswerAsync(context, ask, complaint, answer);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            // The client left: the log says that the answer is not complete.
        }
        finally
        {
            answer.End(false);
        }
    }

    public static Task SendJsonAsync(HttpContext context, int status, byte[] body) =>
        SendAsync(context, status, JsonType, body);

    private async Task AnswerAsync(HttpContext context, Ask ask, string? complaint, Answer answer)
    {
        Decision decision = answer.Decision;
        if (decision.Status is 200 || decision.Behavior.Latency is not null)
            await DelayAsync(decision.Latency, context);
        if (decision.Behavior.Fault is Fault.Timeout)
            await DelayAsync(Timeout.InfiniteTimeSpan, context);
        if (decision.Status == 0)
        {
            answer.End(false);
            context.Abort();
            return;
        }

        format.AddHeaders(context.Response.Headers, ask, decision);
        if (decision.Status != 200)
        {
            answer.Status = format.StatusOf(decision);
            answer.End(true);
            await SendErrorAsync(context, answer.Status, ask, decision, complaint);
            return;
        }

        ModelReply reply = service.Reply(ask, decision);
        if (decision.Behavior.Service is { } other && format.AnswerOf(other) is { } answerOf)
        {
            WireAnswer special = answerOf(JsonNode.Parse(format.Reply(ask, reply, decision))!.AsObject());
            foreach ((string name, string value) in special.Headers)
                context.Response.Headers[name] = value;
            answer.Status = special.Status;
            answer.End(true);
            await SendAsync(context, special.Status, special.Type, Encoding.UTF8.GetBytes(special.Body));
            return;
        }

        (answer.Status, answer.Finish) = (200, format.FinishOf(reply));
        await SendReplyAsync(context, format.Reply(ask, reply, decision), answer);
    }

    private async Task<(Ask Ask, string? Complaint)> ReadAsync(HttpRequest request, string model)
    {
        PipeReader reader = request.BodyReader;
        while (true)
        {
            ReadResult result = await reader.ReadAsync(request.HttpContext.RequestAborted);
            if (!result.IsCompleted)
            {
                reader.AdvanceTo(result.Buffer.Start, result.Buffer.End);
                continue;
            }

            try
            {
                using JsonDocument body = JsonDocument.Parse(result.Buffer);
                return (format.Read(request, model, body.RootElement), null);
            }
            catch (Exception e) when (e is FormatException or JsonException or InvalidOperationException)
            {
                return (new Ask(model, new AskedPage("")), e.Message);
            }
            finally
            {
                reader.AdvanceTo(result.Buffer.End);
            }
        }
    }

    private Task DelayAsync(TimeSpan time, HttpContext context) =>
        time == TimeSpan.Zero ? Task.CompletedTask : Task.Delay(time, service.Options.Time, context.RequestAborted);

    private Task SendErrorAsync(HttpContext context, int status, Ask ask, Decision decision, string? complaint) => status is 502 or 504
        ? SendAsync(context, status, "text/html", Encoding.UTF8.GetBytes(
            $"<html>\r\n<head><title>{status}</title></head>\r\n<body><center><h1>{status} {(status == 502 ? "Bad Gateway" : "Gateway Time-out")}</h1></center></body>\r\n</html>\r\n"))
        : SendJsonAsync(context, status, format.Error(ask, decision, complaint));

    private async Task SendReplyAsync(HttpContext context, byte[] body, Answer answer)
    {
        switch (answer.Decision.Behavior.Fault)
        {
            case Fault.MalformedEnvelope:
                answer.End(true);
                await SendJsonAsync(context, 200, body[..(body.Length / 2)]);
                break;
            case Fault.CutBody:
                // Less than announced: the connection is closed after what was sent. Abort would lose that too.
                Begin(context, 200, JsonType, body.Length);
                await context.Response.BodyWriter.WriteAsync(body.AsMemory(0, body.Length / 2));
                break;
            case Fault.SlowDrip:
                Begin(context, 200, JsonType, body.Length);
                int piece = body.Length / DripPieces + 1;
                for (int at = 0; at < body.Length; at += piece)
                {
                    await DelayAsync(service.Options.DripTime / DripPieces, context);
                    if (at + piece >= body.Length)
                        answer.End(true);
                    await context.Response.BodyWriter.WriteAsync(body.AsMemory(at, Math.Min(piece, body.Length - at)), context.RequestAborted);
                }

                break;
            default:
                answer.End(true);
                await SendJsonAsync(context, 200, body);
                break;
        }
    }

    private static async Task SendAsync(HttpContext context, int status, string type, byte[] body)
    {
        Begin(context, status, type, body.Length);
        await context.Response.BodyWriter.WriteAsync(body, context.RequestAborted);
    }

    private static void Begin(HttpContext context, int status, string type, int length)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = type;
        context.Response.ContentLength = length;
    }

    // Ended before its last bytes leave, so that a client that has them finds the request finished in the log.
    private sealed class Answer(ModelService service, Decision decision)
    {
        private bool _isEnded;

        public Decision Decision { get; } = decision;

        public int Status { get; set; }

        public string? Finish { get; set; }

        public void End(bool isComplete)
        {
            if (_isEnded)
                return;
            _isEnded = true;
            service.Finish(Decision, Status, Finish, isComplete);
        }
    }
}
