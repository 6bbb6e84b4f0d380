using System.Text;
using System.Text.Json;
using SynthGen.Adapters.Chat;
using SynthGen.Models;

namespace SynthGen.Adapters.Tests.Chat;

/// <summary>A server may echo the key; the adapters redact it.</summary>
public sealed class KeyTests
{
    private static readonly string[] Spellings = [Ask.Key, Uri.EscapeDataString(Ask.Key), JsonEncodedText.Encode(Ask.Key).ToString()];

    public static TheoryData<ChatService, string, int> Echoes()
    {
        TheoryData<ChatService, string, int> rows = [];
        foreach (ChatService service in Enum.GetValues<ChatService>())
        {
            foreach (string key in Spellings)
            {
                foreach (int status in (int[])[400, 401, 429, 500])
                {
                    rows.Add(service, $"{{\"error\":{{\"message\":{JsonSerializer.Serialize($"Key {key} is bad.")},\"code\":{status}}}}}", status);
                    rows.Add(service, $"{{\"error\":\"Key {key} is bad.\"}}", status);
                    rows.Add(service, $"<p>{new string('.', 480)}{key} is bad.", status);
                    rows.Add(service, $"{{\"why\":\"Key {key} is bad.\"}}", status);
                }

                rows.Add(service, $"{key} is no JSON", 200);
                rows.Add(service, $"{{\"error\":{{\"message\":\"Key {key} is bad.\"}}}}", 200);
                rows.Add(service, $"{{\"candidates\":{{\"{key}\":nope}}}}", 200);
            }
        }

        return rows;
    }

    [Theory, MemberData(nameof(Echoes))]
    public async Task No_exception_holds_the_key(ChatService service, string body, int status)
    {
        ChatException fault = await Ask.FaultAsync(service, new Reply(body, status, ("x-request-id", Ask.Key)));

        string all = string.Join('\n', fault.ToString(), fault.RequestId, fault.Quota, string.Join(',', fault.Data.Values.Cast<object?>()));
        Assert.All(Spellings, key => Assert.DoesNotContain(key, all));
        Assert.DoesNotContain(Ask.Key[..12], all);
    }

    [Theory]
    [InlineData(ChatService.Gemini)]
    [InlineData(ChatService.OpenAI)]
    public async Task No_reply_holds_the_key_and_no_address_does(ChatService service)
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(new Reply(Ask.Good(service, $"The header was {Ask.Key}!"), 200, ("x-request-id", Ask.Key)));
        ChatReply reply = await Ask.ReplyAsync(service, server);

        Assert.Equal("The header was ***!", reply.Text);
        Assert.DoesNotContain(Ask.Key, reply.ToString());
        Assert.DoesNotContain("AIza", server.Requests[0].Address + server.Requests[0].Body);
    }

    [Fact]
    public async Task A_word_in_place_of_a_key_is_not_sent()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(new Reply(Ask.OpenAI("none of them")));
        using IChatModel model = new ChatModelFactory().Create(Ask.Settings(ChatService.OpenAI, server) with { ApiKey = () => "none" });

        ChatException fault = await Assert.ThrowsAsync<ChatException>(() => model.CompleteAsync(Ask.Request, CancellationToken.None));
        Assert.Equal(ChatErrorKind.Fatal, fault.Fault);
        Assert.Contains("fewer than 10 characters", fault.Message);
        Assert.Empty(server.Requests);
    }

    [Theory]
    [InlineData(ChatService.Gemini)]
    [InlineData(ChatService.OpenAI)]
    public async Task No_secret_of_the_address_comes_back(ChatService service)
    {
        const string Password = "hunter2-hunter2", Signature = "sig+of/an=address", Short = "s3cr3t";
        foreach (string echo in (string[])[Password, Signature, Uri.EscapeDataString(Signature), Convert.ToBase64String(Encoding.UTF8.GetBytes($"user:{Password}")), $"key={Short}"])
        {
            foreach (Reply reply in (Reply[])[new($"{{\"error\":{{\"message\":\"Bad: {echo}\"}}}}", 400), new("", 302, ("Location", $"https://user:{Password}@elsewhere.example/?key={Short}")), new("<html>", 200)])
            {
                await using ScriptedServer server = await ScriptedServer.StartAsync(reply);
                UriBuilder address = new(Ask.Settings(service, server).Endpoint) { UserName = "user", Password = Password, Query = $"sig={Uri.EscapeDataString(Signature)}&key={Short}" };
                using IChatModel model = new ChatModelFactory().Create(Ask.Settings(service, server) with { Endpoint = address.Uri });
                ChatException fault = await Assert.ThrowsAsync<ChatException>(() => model.CompleteAsync(Ask.Request, CancellationToken.None));
                Assert.All((string[])[Password, Signature, Uri.EscapeDataString(Signature), Short, echo], secret => Assert.DoesNotContain(secret, fault.ToString()));
            }
        }
    }

    [Theory]
    [InlineData("two\nlines-of-a-secret")]
    [InlineData("schlüssel-of-a-secret")]
    public async Task A_key_that_no_header_can_carry_is_not_quoted(string key)
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(new Reply(Ask.OpenAI("ok")));
        foreach (ChatService service in Enum.GetValues<ChatService>())
        {
            using IChatModel model = new ChatModelFactory().Create(Ask.Settings(service, server) with { ApiKey = () => key });
            ChatException fault = await Assert.ThrowsAsync<ChatException>(() => model.CompleteAsync(Ask.Request, CancellationToken.None));

            Assert.Equal(ChatErrorKind.Fatal, fault.Fault);
            Assert.DoesNotContain("of-a-secret", fault.ToString());
        }

        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task The_log_holds_no_key()
    {
        List<string> log = [];
        await using ScriptedServer server = await ScriptedServer.StartAsync(
            new Reply($"{{\"error\":{{\"message\":\"response_format is not for {Ask.Key}\"}}}}", 400), new Reply(Ask.OpenAI("ok")));
        using IChatModel model = new ChatModelFactory().Create(Ask.Settings(ChatService.OpenAI, server) with { Log = log.Add });
        await model.CompleteAsync(Ask.Request with { ResponseSchema = "{}" }, CancellationToken.None);

        Assert.DoesNotContain(Ask.Key, Assert.Single(log));
    }
}
