using System.Text.Json.Nodes;
using SynthGen.Models;

namespace SynthGen.Adapters.Tests.Chat;

/// <summary>Every response becomes a reply or an error with a reason, never another exception.</summary>
public sealed class OddReplyTests
{
    private static readonly string[] Odd = ["null", "true", "-1", "1e999", "\"odd\"", "\"\\ud83d\"", "[]", "[null]", "{}", "{\"x\":[{}]}"];

    [Theory]
    [InlineData(ChatService.Gemini)]
    [InlineData(ChatService.OpenAI)]
    public async Task Any_part_may_be_anything(ChatService service)
    {
        string good = service == ChatService.Gemini
            ? Ask.Gemini("x", more: ",\"continuationToken\":\"t\"", usage: "\"promptTokenCount\":1,\"thoughtsTokenCount\":1")
            : Ask.OpenAI("x", more: ",\"refusal\":null,\"tool_calls\":[{\"id\":\"1\",\"type\":\"function\",\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}}]");
        string[] bodies = [.. Replaced(good), .. Replaced("""{"error":{"code":429,"message":"m","details":[{"@type":"x.RetryInfo","retryDelay":"1s"},{"@type":"x.QuotaFailure","violations":[{"quotaId":"q"}]}]}}""")];
        await using ScriptedServer server = await ScriptedServer.StartAsync(
            (context, _, number) => new Reply(bodies[number / 2], number % 2 == 0 ? 200 : 429).SendAsync(context));
        using IChatModel model = Ask.Model(service, server);

        for (int request = 0; request < bodies.Length * 2; request++)
        {
            try
            {
                ChatReply reply = await model.CompleteAsync(Ask.Request, CancellationToken.None);
                Assert.NotNull(reply.Text);
                Assert.NotEmpty(reply.FinishReason);
                Assert.NotEmpty(reply.Model);
            }
            catch (ChatException fault)
            {
                Assert.NotEmpty(fault.Message);
            }
            catch (Exception exception)
            {
                Assert.Fail($"{bodies[request / 2]}\n{exception}");
            }
        }
    }

    private static IEnumerable<string> Replaced(string good)
    {
        int count = Nodes(JsonNode.Parse(good)!).Count();
        for (int node = 0; node < count; node++)
        {
            foreach (string odd in Odd)
            {
                JsonNode root = JsonNode.Parse(good)!;
                string path = Nodes(root).ElementAt(node);
                yield return path == "$" ? odd : With(root, path, odd);
            }
        }
    }

    private static IEnumerable<string> Nodes(JsonNode? node, string path = "$") => node switch
    {
        JsonObject map => [path, .. map.SelectMany(item => item.Value is null ? [$"{path}.{item.Key}"] : Nodes(item.Value, $"{path}.{item.Key}"))],
        JsonArray list => [path, .. list.SelectMany((item, index) => Nodes(item, $"{path}.{index}"))],
        _ => [path],
    };

    // As text: a JsonNode cannot hold invalid JSON.
    private static string With(JsonNode root, string path, string odd)
    {
        string[] steps = path.Split('.')[1..];
        JsonNode parent = steps[..^1].Aggregate(root, (node, step) => node is JsonArray list ? list[int.Parse(step)]! : node[step]!);
        if (parent is JsonArray array)
            array[int.Parse(steps[^1])] = "@@";
        else
            parent[steps[^1]] = "@@";
        return root.ToJsonString().Replace("\"@@\"", odd, StringComparison.Ordinal);
    }
}
