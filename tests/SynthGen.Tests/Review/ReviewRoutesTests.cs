using System.Net;
using System.Text;
using System.Text.Json;
using SynthGen.Json;
using SynthGen.Rows;

namespace SynthGen.Tests.Review;

/// <summary>The answers that the review page gets.</summary>
public sealed class ReviewRoutesTests
{
    private const string Hostile = "</script><script>alert(1)</script><img src=x onerror=alert(1)>&\u2028\"'";

    [Fact]
    public async Task A_page_of_rows_says_how_many_there_are_and_where_one_is()
    {
        using ReviewSite site = await new ReviewSite([.. Enumerable.Range(0, 1200).Select(row => new SyntheticQuery($"query {row} {(row % 2 == 0 ? "even" : "odd")}", [], row))]).EnterAsync();
        JsonElement rows = await GetAsync(site, "/api/rows?text=EVEN&offset=100&count=3&around=204");
        Assert.Equal((600, 100, 102), (rows.GetProperty("total").GetInt32(), rows.GetProperty("offset").GetInt32(), rows.GetProperty("at").GetInt32()));
        Assert.Equal([200, 202, 204], rows.GetProperty("rows").EnumerateArray().Select(row => row.GetProperty("row").GetInt32()));
        Assert.Equal(JsonValueKind.Null, (await GetAsync(site, "/api/rows?text=even&around=203")).GetProperty("at").ValueKind);
        Assert.Equal(500, (await GetAsync(site, "/api/rows?count=100000")).GetProperty("rows").GetArrayLength());
        Assert.Equal(0, (await GetAsync(site, "/api/rows?offset=5000")).GetProperty("rows").GetArrayLength());
        foreach (string wrong in new[] { "offset=-1", "count=x", "around=1.5", "offset=99999999999" })
            Assert.Equal(HttpStatusCode.BadRequest, (await site.SendAsync($"/api/rows?{wrong}")).StatusCode);
    }

    [Fact]
    public async Task Text_of_rows_is_text()
    {
        ToolCall call = new(Hostile, JsonValue.Object((Hostile, Hostile)));
        SyntheticQuery row = new(Hostile, [call], 1)
        {
            Source = Hostile,
            Label = Hostile,
            SystemPrompt = Hostile,
            PairId = Hostile,
            Evidence = new Evidence(Hostile, 0, 1),
            Provenance = new Provenance(Hostile, Hostile, Hostile) { Kind = Hostile, Asker = Hostile },
            Verdict = new Verdict([new GateResult(Hostile, GateStatus.Failed) { Reason = Hostile, Detail = Hostile }]),
        };
        using ReviewSite site = await new ReviewSite(row, row with { Id = Hostile }).EnterAsync();
        await OkAsync(await site.SendAsync("/api/decisions", JsonSerializer.Serialize(new { row = 0, decision = "Edited", line = Line(row with { Query = Hostile + Hostile }), note = Hostile })));
        foreach (string path in new[] { "/api/dataset", "/api/rows", "/api/rows/0", "/api/rows/1", $"/api/rows?text={Uri.EscapeDataString("<script>")}" })
        {
            HttpResponseMessage answer = await site.SendAsync(path);
            Assert.Equal("application/json; charset=utf-8", answer.Content.Headers.ContentType!.ToString());
            string body = await answer.Content.ReadAsStringAsync();
            Assert.DoesNotContain(body, c => c is '<' or '>' or '&' or '\'' or '\u2028');
        }

        JsonElement detail = await GetAsync(site, "/api/rows/0");
        Assert.Equal(Hostile + Hostile, detail.GetProperty("query").GetString());
        Assert.Equal(Hostile, detail.GetProperty("note").GetString());
        Assert.Equal(Hostile, detail.GetProperty("calls")[0].GetProperty("arguments").GetProperty(Hostile).GetString());
    }

    [Fact]
    public async Task A_decision_is_in_the_file_when_it_is_answered()
    {
        using ReviewSite site = await new ReviewSite().EnterAsync();
        for (int row = 0; row < 5; row++)
        {
            await OkAsync(await site.SendAsync("/api/decisions", $$"""{"row":{{row}},"decision":"Rejected"}"""));
            Assert.Equal(row + 1, File.ReadLines(site.Review).Count());
        }

        JsonElement undone = await OkAsync(await site.SendAsync("/api/undo", "{}"));
        Assert.Equal((4, "Undecided"), (undone.GetProperty("row").GetInt32(), undone.GetProperty("decision").GetString()));
        Assert.Equal(6, File.ReadLines(site.Review).Count());
        JsonElement facets = (await GetAsync(site, "/api/dataset")).GetProperty("facets").GetProperty("decision");
        Assert.Equal("Undecided 1, Accepted 0, Rejected 4, Edited 0", string.Join(", ", facets.EnumerateArray().Select(count => $"{count.GetProperty("value")} {count.GetProperty("count")}")));
    }

    [Fact]
    public async Task An_edit_gets_the_id_of_its_content_and_the_list_shows_it()
    {
        using ReviewSite site = await new ReviewSite().EnterAsync();
        SyntheticQuery edited = new("changed", [], 3) { Source = "secret.txt" };
        string line = Line(edited with { Id = "whatever" });
        JsonElement check = await OkAsync(await site.SendAsync("/api/check", JsonSerializer.Serialize(new { row = 1, line })));
        Assert.Equal((JsonValueKind.Null, true), (check.GetProperty("error").ValueKind, check.GetProperty("verdict").GetProperty("passed").GetBoolean()));
        Assert.False(File.Exists(site.Review));

        JsonElement answer = await OkAsync(await site.SendAsync("/api/decisions", JsonSerializer.Serialize(new { row = 1, decision = "Edited", line })));
        Assert.Equal(edited.Id, answer.GetProperty("id").GetString());
        JsonElement detail = await GetAsync(site, "/api/rows/1");
        Assert.Equal("changed", detail.GetProperty("query").GetString());
        Assert.Contains("query 1", detail.GetProperty("original").GetString());
        Assert.Equal("changed", (await GetAsync(site, "/api/rows?decision=Edited")).GetProperty("rows")[0].GetProperty("query").GetString());
    }

    [Theory]
    [InlineData("/api/decisions", """{"row":1,"decision":"Edited","line":"{}"}""", HttpStatusCode.UnprocessableEntity, "EditIsNoRow")]
    [InlineData("/api/decisions", """{"row":1,"decision":"Edited"}""", HttpStatusCode.BadRequest, "BadRequest")]
    [InlineData("/api/decisions", """{"row":1,"decision":"Maybe"}""", HttpStatusCode.BadRequest, "BadRequest")]
    [InlineData("/api/decisions", """{"row":1,"decision":"Accepted, Rejected"}""", HttpStatusCode.BadRequest, "BadRequest")]
    [InlineData("/api/decisions", """{"row":1,"decision":1}""", HttpStatusCode.BadRequest, "BadRequest")]
    [InlineData("/api/decisions", """{"decision":"Accepted"}""", HttpStatusCode.BadRequest, "BadRequest")]
    [InlineData("/api/decisions", """{"row":5,"decision":"Accepted"}""", HttpStatusCode.NotFound, "RowNotFound")]
    [InlineData("/api/decisions", """{"row":1,"decision":"Accepted","note":"\ud800"}""", HttpStatusCode.BadRequest, "BadRequest")]
    [InlineData("/api/decisions", "[1]", HttpStatusCode.BadRequest, "BodyNotAnObject")]
    [InlineData("/api/decisions", "", HttpStatusCode.BadRequest, "BodyNotAnObject")]
    [InlineData("/api/undo", "{}", HttpStatusCode.NotFound, "NothingToUndo")]
    public async Task A_request_that_cannot_be_met_says_why_and_writes_nothing(string path, string body, HttpStatusCode status, string id)
    {
        using ReviewSite site = await new ReviewSite().EnterAsync();
        HttpResponseMessage answer = await site.SendAsync(path, body);
        using JsonDocument json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        Assert.Equal((status, id), (answer.StatusCode, json.RootElement.GetProperty("error").GetString()));
        Assert.False(File.Exists(site.Review));
    }

    [Fact]
    public async Task A_dataset_that_changes_meanwhile_is_said_and_nothing_more_is_decided()
    {
        using ReviewSite site = await new ReviewSite().EnterAsync();
        File.AppendAllText(site.Dataset, "\n");
        foreach ((string path, string? body) in new (string, string?)[] { ("/api/rows", null), ("/api/rows/0", null), ("/api/decisions", """{"row":0,"decision":"Accepted"}""") })
        {
            HttpResponseMessage answer = await site.SendAsync(path, body);
            Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
            Assert.Contains("DatasetChanged", await answer.Content.ReadAsStringAsync());
        }

        Assert.False(File.Exists(site.Review));
    }

    [Fact]
    public async Task A_decision_that_cannot_be_written_is_not_answered_as_if_it_were()
    {
        using ReviewSite site = await new ReviewSite().EnterAsync();
        await OkAsync(await site.SendAsync("/api/decisions", """{"row":0,"decision":"Accepted"}"""));
        File.Delete(site.Review);
        HttpResponseMessage answer = await site.SendAsync("/api/decisions", """{"row":1,"decision":"Accepted"}""");
        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Contains("ReviewNotWritten", await answer.Content.ReadAsStringAsync());
        Assert.Equal("Undecided", (await GetAsync(site, "/api/rows/1")).GetProperty("decision").GetString());
    }

    [Fact]
    public async Task The_server_ends_some_seconds_after_the_page_is_closed_but_not_when_it_is_loaded_again()
    {
        using ReviewSite site = await new ReviewSite().EnterAsync();
        await OpenAndCloseAsync(site);
        await OpenAndCloseAsync(site);
        Assert.False(site.Server.Closed.IsCompleted);
        await AdvanceUntilAsync(site, () => site.Server.Closed.IsCompleted);
    }

    [Fact]
    public async Task The_page_can_end_the_server()
    {
        using ReviewSite site = await new ReviewSite().EnterAsync();
        Assert.Equal(HttpStatusCode.NoContent, (await site.SendAsync("/api/close", "{}")).StatusCode);
        await site.Server.Closed.WaitAsync(ReviewSite.Limit);
    }

    // Shows a stream's first comment, and goes away.
    private static async Task OpenAndCloseAsync(ReviewSite site)
    {
        string stream = await site.SendRawAsync($"GET /api/alive HTTP/1.1\r\nHost: 127.0.0.1:{site.Address.Port}\r\nCookie: {site.Cookie}\r\n\r\n", until: ": ping");
        Assert.Contains("text/event-stream", stream);
    }

    private static async Task AdvanceUntilAsync(ReviewSite site, Func<bool> done)
    {
        using CancellationTokenSource patience = new(ReviewSite.Limit);
        while (!done())
        {
            site.Time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(10, patience.Token);
        }
    }

    private static string Line(DatasetRow row) => Encoding.UTF8.GetString(CanonicalLine.Of(row));

    private static async Task<JsonElement> GetAsync(ReviewSite site, string path) => await OkAsync(await site.SendAsync(path));

    private static async Task<JsonElement> OkAsync(HttpResponseMessage answer)
    {
        string body = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.OK, body);
        using JsonDocument json = JsonDocument.Parse(body);
        return json.RootElement.Clone();
    }
}
