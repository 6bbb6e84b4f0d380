using System.Text.Json.Nodes;

namespace SynthGen.TestServer.Tests;

public sealed class WireFormatTests
{
    [Fact]
    public async Task Gemini_replies()
    {
        await using ModelServer server = await ModelServer.StartAsync();
        using Client client = new(server);
        (int status, JsonNode reply) = await client.AskAsync(Client.Gemini(Client.Turn(Client.Page)));

        Assert.Equal(200, status);
        Assert.Equal("STOP", (string?)reply["candidates"]![0]!["finishReason"]);
        Assert.Equal("gemini-3.8-flash-test-001", (string?)reply["modelVersion"]);
        JsonNode usage = reply["usageMetadata"]!;
        Assert.Equal((int)usage["totalTokenCount"]!, (int)usage["promptTokenCount"]! + (int)usage["candidatesTokenCount"]!);
        AssertRowsAreSound(reply);
    }

    [Fact]
    public async Task OpenAI_replies()
    {
        await using ModelServer server = await ModelServer.StartAsync(new() { Quota = new() { RequestsPerMinute = 60, TokensPerMinute = 100_000 } });
        using Client client = new(server);
        using HttpResponseMessage response = await client.SendAsync(Client.OpenAI(Client.Turn(Client.Page)));
        JsonNode reply = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;

        Assert.Equal("stop", (string?)reply["choices"]![0]!["finish_reason"]);
        Assert.Equal("gpt-test-test-001", (string?)reply["model"]);
        JsonNode usage = reply["usage"]!;
        Assert.Equal((int)usage["total_tokens"]!, (int)usage["prompt_tokens"]! + (int)usage["completion_tokens"]!);
        Assert.StartsWith("req_", Assert.Single(response.Headers.GetValues("x-request-id")));
        Assert.Equal("59", Assert.Single(response.Headers.GetValues("x-ratelimit-remaining-requests")));
        Assert.Equal("100000", Assert.Single(response.Headers.GetValues("x-ratelimit-limit-tokens")));
        AssertRowsAreSound(reply);
    }

    [Fact]
    public async Task Both_formats_give_the_same_rows_whatever_the_order()
    {
        await using ModelServer server = await ModelServer.StartAsync();
        using Client client = new(server);
        string[] pages = [Client.Page, Client.Page + " It ends here.", "A page of few words."];
        List<string> texts = [];
        foreach (string page in (string[])[.. pages, .. pages.Reverse()])
        {
            texts.Add(Client.TextOf((await client.AskAsync(Client.Gemini(Client.Turn(page)))).Body));
            texts.Add(Client.TextOf((await client.AskAsync(Client.OpenAI(Client.Turn(page)))).Body));
        }

        Assert.Equal(texts, texts.AsEnumerable().Reverse());
        Assert.Equal("""{"queries":[]}""", texts[4]);
        Assert.NotEqual(texts[0], texts[2]);
    }

    [Fact]
    public async Task Tools_come_from_the_response_schema()
    {
        JsonNode schema = JsonNode.Parse("""
            {"type":"object","properties":{"queries":{"type":"array","items":{"type":"object","properties":{"tools":{"type":"array","items":{"anyOf":[
              {"type":"object","properties":{"name":{"const":"find_case"},"arguments":{"type":"object","required":["court","year"],
                "properties":{"court":{"type":"string"},"year":{"type":"integer","minimum":1900},"note":{"type":"string"}}}}}]}}}}}}}
            """)!;
        JsonObject gemini = Client.Gemini(Client.Turn(Client.Page)), openAI = Client.OpenAI(Client.Turn(Client.Page));
        gemini["generationConfig"]!["responseJsonSchema"] = schema.DeepClone();
        openAI["response_format"] = new JsonObject { ["type"] = "json_schema", ["json_schema"] = new JsonObject { ["name"] = "rows", ["schema"] = schema } };
        await using ModelServer server = await ModelServer.StartAsync();
        using Client client = new(server);

        foreach (JsonObject request in (JsonObject[])[gemini, openAI])
        {
            JsonNode call = Client.RowsOf((await client.AskAsync(request)).Body)[0]!["tools"]![0]!;
            Assert.Equal("find_case", (string?)call["name"]);
            Assert.Equal(["court", "year"], call["arguments"]!.AsObject().Select(argument => argument.Key));
            Assert.Equal(1900, (int)call["arguments"]!["year"]!);
        }

        await using ModelServer strict = await ModelServer.StartAsync(new() { LargestSchema = 100 });
        using Client refused = new(strict);
        Assert.Equal(400, (await refused.AskAsync(gemini)).Status);
        Assert.Equal(400, (await refused.AskAsync(openAI)).Status);
    }

    [Fact]
    public async Task A_complaint_is_about_the_page_before_it()
    {
        await using ModelServer server = await ModelServer.StartAsync();
        using Client client = new(server);
        JsonNode first = (await client.AskAsync(Client.Gemini(Client.Turn(Client.Page, 12)))).Body;
        JsonNode repaired = (await client.AskAsync(Client.Gemini(Client.Turn(Client.Page, 12), "{}", "The reply was not valid: $.queries is missing."))).Body;

        Assert.Equal(Client.TextOf(first), Client.TextOf(repaired));
        Assert.Equal([1, 2], server.Log.About(Client.Page).Select(request => request.Attempt));
        Assert.All(server.Log.Requests, request => Assert.Equal(12, request.Page.Number));
    }

    [Fact]
    public async Task Models_are_listed()
    {
        await using ModelServer server = await ModelServer.StartAsync(new() { Models = ["a", "b-embedding", "c"] });
        using Client client = new(server);
        JsonNode first = await client.GetAsync("/v1beta/models?pageSize=2");
        JsonNode second = await client.GetAsync($"/v1beta/models?pageSize=2&pageToken={first["nextPageToken"]}");
        JsonNode openAI = await client.GetAsync("/v1/models");

        Assert.Equal(["models/a", "models/b-embedding"], first["models"]!.AsArray().Select(model => (string?)model!["name"]));
        Assert.Equal(["models/c"], second["models"]!.AsArray().Select(model => (string?)model!["name"]));
        Assert.Null(second["nextPageToken"]);
        Assert.Equal(["a", "b-embedding", "c"], openAI["data"]!.AsArray().Select(model => (string?)model!["id"]));
    }

    [Fact]
    public async Task Over_quota_Gemini_says_which_and_how_long()
    {
        await using ModelServer server = await ModelServer.StartAsync(new() { Quota = new() { RequestsPerMinute = 1, RequestsPerDay = 1 } });
        using Client client = new(server);
        Assert.Equal(200, (await client.AskAsync(Client.Gemini(Client.Turn(Client.Page)))).Status);
        (int status, JsonNode body) = await client.AskAsync(Client.Gemini(Client.Turn(Client.Page)));

        Assert.Equal(429, status);
        Assert.Equal("RESOURCE_EXHAUSTED", (string?)body["error"]!["status"]);
        JsonArray details = body["error"]!["details"]!.AsArray();
        Assert.Equal(
            ["GenerateRequestsPerMinutePerProjectPerModel-FreeTier", "GenerateRequestsPerDayPerProjectPerModel-FreeTier"],
            details[0]!["violations"]!.AsArray().Select(violation => (string?)violation!["quotaId"]));
        Assert.Equal("1", (string?)details[0]!["violations"]![1]!["quotaValue"]);
        Assert.Matches(@"^\d+(\.\d+)?s$", (string?)details[1]!["retryDelay"]);
        Assert.Equal([1, 1], server.Log.Requests.Select(request => request.Attempt));
    }

    [Fact]
    public async Task Over_quota_OpenAI_says_how_long()
    {
        await using ModelServer server = await ModelServer.StartAsync(new() { Quota = new() { RequestsPerMinute = 1 } });
        using Client client = new(server);
        using HttpResponseMessage granted = await client.SendAsync(Client.OpenAI(Client.Turn(Client.Page)));
        using HttpResponseMessage refused = await client.SendAsync(Client.OpenAI(Client.Turn(Client.Page)));

        Assert.Equal(429, (int)refused.StatusCode);
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        Assert.InRange(int.Parse(Assert.Single(refused.Headers.GetValues("retry-after-ms"))), 1, 60_000);
        Assert.Equal("rate_limit_exceeded", (string?)JsonNode.Parse(await refused.Content.ReadAsStringAsync())!["error"]!["code"]);
    }

    [Fact]
    public async Task Details_can_be_switched_off()
    {
        await using ModelServer server = await ModelServer.StartAsync(new() { Quota = new() { RequestsPerMinute = 1 }, QuotaDetails = false });
        using Client client = new(server);
        await client.AskAsync(Client.Gemini(Client.Turn(Client.Page)));
        (int status, JsonNode body) = await client.AskAsync(Client.Gemini(Client.Turn(Client.Page)));
        using HttpResponseMessage openAI = await client.SendAsync(Client.OpenAI(Client.Turn(Client.Page)));

        Assert.Equal(429, status);
        Assert.Null(body["error"]!["details"]);
        Assert.Equal(429, (int)openAI.StatusCode);
        Assert.Null(openAI.Headers.RetryAfter);
        Assert.False(openAI.Headers.Contains("x-ratelimit-remaining-requests"));
    }

    [Fact]
    public async Task Keys_are_checked_and_noticed_in_urls()
    {
        await using ModelServer server = await ModelServer.StartAsync(new() { ApiKey = "right" });
        using Client client = new(server);
        (int gemini, JsonNode body) = await client.AskAsync(Client.Gemini(Client.Turn(Client.Page)), "wrong");
        (int openAI, _) = await client.AskAsync(Client.OpenAI(Client.Turn(Client.Page)), null);
        Assert.Equal((400, 401), (gemini, openAI));
        Assert.Equal("API_KEY_INVALID", (string?)body["error"]!["details"]![0]!["reason"]);
        Assert.False(server.Log.KeyInUrl);

        Assert.Equal(200, (await client.AskAsync(Client.Gemini(Client.Turn(Client.Page)), null, "?key=right")).Status);
        Assert.True(server.Log.KeyInUrl);
        Assert.Equal(1, server.Log.Requests[^1].Attempt);
    }

    [Fact]
    public async Task Nonsense_is_a_bad_request()
    {
        await using ModelServer server = await ModelServer.StartAsync();
        using Client client = new(server);
        JsonObject both = Client.Gemini(Client.Turn(Client.Page));
        both["generationConfig"]!["thinkingConfig"] = new JsonObject { ["thinkingLevel"] = "low", ["thinkingBudget"] = 0 };

        Assert.Equal(400, (await client.AskAsync(both)).Status);
        Assert.Equal(400, (await client.AskAsync(new JsonObject { ["contents"] = new JsonArray() })).Status);
        Assert.Equal(400, (await client.AskAsync(new JsonObject { ["model"] = "m", ["messages"] = 3 })).Status);
    }

    private static void AssertRowsAreSound(JsonNode reply)
    {
        JsonArray rows = Client.RowsOf(reply);
        Assert.InRange(rows.Count, 1, 3);
        Assert.All(rows, row =>
        {
            Assert.Contains((string)row!["evidence"]!, Client.Page);
            Assert.Contains((string)row["tools"]![0]!["name"]!, (string[])["full_text_search", "vector_search"]);
            Assert.NotEmpty((string)row["tools"]![0]!["arguments"]!["query"]!);
        });
    }
}
