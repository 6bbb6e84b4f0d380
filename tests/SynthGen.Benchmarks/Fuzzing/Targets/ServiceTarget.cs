using System.Globalization;
using System.Net;
using System.Text;
using SynthGen.Adapters.Chat;
using SynthGen.Adapters.Chat.Http;
using SynthGen.Models;

namespace SynthGen.Benchmarks.Fuzzing.Targets;

/// <summary>Responses of a service: a status, headers, a blank line and a body, read by all that stands over the network.</summary>
internal sealed class ServiceTarget(ChatService service) : FuzzTarget
{
    private static readonly ChatRequest Request = new([new ChatTurn(ChatRole.User, "text")], """{"type":"object","properties":{"a":{"type":"string"}}}""");

    public override string Name => $"reply-{service.ToString().ToLowerInvariant()}";

    public override IReadOnlyList<byte[]> Samples { get; } = Bytes((service == ChatService.OpenAI
        ? (string[])
        [
            """{"id":"c","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,"message":{"role":"assistant","content":"{\"queries\":[]}","refusal":null},"finish_reason":"stop"}],"usage":{"prompt_tokens":9,"completion_tokens":3,"total_tokens":12,"prompt_tokens_details":{"cached_tokens":2}}}""",
            """{"choices":[{"message":{"content":[{"type":"text","text":"a"},"b"],"reasoning_content":"<think>x</think>{}"},"finish_reason":"length"}]}""",
            "data: {\"choices\":[{\"delta\":{\"content\":\"{}\"}}]}\n\ndata: {\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n",
        ]
        :
        [
            """{"candidates":[{"content":{"role":"model","parts":[{"text":"thinking","thought":true},{"text":"{\"queries\":[]}"}]},"finishReason":"STOP","index":0}],"usageMetadata":{"promptTokenCount":9,"candidatesTokenCount":3,"thoughtsTokenCount":2,"totalTokenCount":14},"modelVersion":"m","responseId":"r"}""",
            """[{"candidates":[{"content":{"parts":[{"text":"a"}]}}]},{"candidates":[{"content":{"parts":[{"text":"b"}]},"finishReason":"MAX_TOKENS"}]}]""",
            "data: {\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"{}\"}]},\"finishReason\":\"STOP\"}]}\n\n",
        ]).Select(body => $"200\nx-request-id: r\nx-ratelimit-limit-requests: 60\n\n{body}").Concat(
        [
            """429|retry-after: 3|x-ratelimit-reset-requests: 1m2s||{"error":{"code":429,"message":"Quota exceeded, retry in 3s.","status":"RESOURCE_EXHAUSTED","details":[{"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":"3s"},{"@type":"type.googleapis.com/google.rpc.QuotaFailure","violations":[{"quotaId":"PerDay","quotaValue":"20"}]}]}}""".Replace('|', '\n'),
            """400||{"error":{"message":"Unsupported parameter: 'temperature'","type":"invalid_request_error","param":"temperature","code":"unsupported_parameter"}}""".Replace('|', '\n'),
            "503\nretry-after: Fri, 31 Dec 9999 23:59:59 GMT\n\n<html>", "200\n\n<html>",
        ]));

    public override IReadOnlyList<byte[]> Pieces { get; } = [.. JsonPieces, .. Bytes(
    [
        "200\n", "400\n", "401\n", "404\n", "429\n", "500\n", "retry-after: 99999999999\n", "retry-after: 31 Dec 9999\n", "retry-after-ms: 1e30\n", "x-ratelimit-limit-tokens: 0\n", "x-ratelimit-reset-tokens: 9999999d\n",
        "data: ", "event: ", "\n\n", ": ping\n", "[DONE]", "\"error\":", "\"retryDelay\":\"99999999999999s\"", "\"finishReason\":\"", "\"CONTINUATION\"", "\"continuationToken\":\"t\"", "\"finish_reason\":\"tool_calls\"", "\"usage\":{\"prompt_tokens\":1e30}", "<think>",
    ])];

    public override bool Run(byte[] input)
    {
        ChatModelSettings settings = new(service, "m", new Uri("http://localhost:1/v1/"), null, TimeSpan.FromMinutes(10));
        ServiceProtocol protocol = ServiceProtocol.Of(settings);
        ServiceConnection connection = new(protocol, settings, TimeProvider.System, forChat: true, new Answer(input));
        using ChatClientModel model = new(protocol.CreateChat(connection, settings), settings.Model, connection);
        try
        {
            ChatReply reply = model.CompleteAsync(Request, default).GetAwaiter().GetResult();
            return reply.Text is not null && reply.FinishReason.Length > 0 ? true : throw new InvalidOperationException("A reply without an end.");
        }
        catch (ChatException error)
        {
            return error.Message.Length > 0 ? false : throw new InvalidOperationException("An error without words.");
        }
    }

    private sealed class Answer(byte[] input) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            ReadOnlySpan<byte> rest = input;
            int status = int.TryParse(Line(ref rest), NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number is >= 200 and <= 599 ? number : 200;
            HttpResponseMessage response = new((HttpStatusCode)status) { RequestMessage = request };
            List<string> headers = [];
            while (Line(ref rest) is { Length: > 0 } header)
                headers.Add(header);
            response.Content = new ByteArrayContent(rest.ToArray());
            foreach (string header in headers)
            {
                if (header.IndexOf(':') is > 0 and int colon)
                    response.Headers.TryAddWithoutValidation(header[..colon], header[(colon + 1)..].Trim());
            }

            return Task.FromResult(response);
        }

        private static string Line(ref ReadOnlySpan<byte> rest)
        {
            int end = rest.IndexOf((byte)'\n');
            ReadOnlySpan<byte> line = end < 0 ? rest : rest[..end];
            rest = end < 0 ? [] : rest[(end + 1)..];
            return Encoding.Latin1.GetString(line);
        }
    }
}
