using System.Text.Json;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace SynthGen.Browser.Tests;

/// <summary>Markup in any field of a row or a page is text. Nothing of it runs, and nothing leaves the machine.</summary>
public sealed class HostileTextTests(Chromium chromium)
{
    private const string Hostile = """<img src=x onerror="alert(1)"><script>alert(2)</script><svg onload=alert(3)> javascript:alert(4) "><iframe src=http://203.0.113.9/>""";

    [Fact]
    public async Task Markup_in_a_row_is_shown_as_it_stands()
    {
        await using Review review = await Review.StartAsync(chromium, Make);
        await review.ShowsRowAsync(1);
        await Expect(review.List.Locator("[aria-posinset='1']")).ToContainTextAsync(Hostile);
        await Expect(review.Page.Locator("#row-about")).ToContainTextAsync(Hostile);
        await Expect(review.Page.Locator(".turn.user .said")).ToHaveTextAsync(Of("query"));
        await Expect(review.Page.Locator(".arguments dt")).ToContainTextAsync([Of("argument")]);
        await Expect(review.Page.Locator(".arguments dd")).ToContainTextAsync([Hostile]);
        await Expect(review.Page.Locator(".page-text")).ToContainTextAsync(Of("page"));
        await Expect(review.Page.Locator(".page-text mark.evidence")).ToHaveTextAsync(Of("page"));
        await Expect(review.Page.Locator(".gates")).ToContainTextAsync(Of("reason"));
        await Expect(review.Page.Locator(".gates")).ToContainTextAsync(Of("detail"));
        await Expect(review.Page.Locator(".facts")).ToContainTextAsync(Of("model"));
        await Expect(review.Page.Locator("#facet-source option").Last).ToContainTextAsync(Hostile);
        await AssertOnlyTextAsync(review);
    }

    [Fact]
    public async Task Markup_in_a_conversation_is_shown_as_it_stands()
    {
        await using Review review = await Review.StartAsync(chromium, Make);
        await review.PressAsync("j");
        await review.ShowsRowAsync(2);
        foreach (ILocator folded in await review.Page.Locator("#row summary").AllAsync())
            await folded.ClickAsync();
        await Expect(review.Page.Locator(".turn.system .said")).ToHaveTextAsync(Of("system"));
        await Expect(review.Page.Locator(".turn.tool .snippet").First).ToHaveTextAsync(Of("snippet"));
        await Expect(review.Page.Locator(".turn.assistant .said")).ToHaveTextAsync(Of("answer"));
        await AssertOnlyTextAsync(review);
    }

    [Fact]
    public async Task Markup_that_a_reviewer_types_is_text_too()
    {
        await using Review review = await Review.StartAsync(chromium, Make);
        await review.ShowsRowAsync(1);
        await review.Page.Locator("#note").FillAsync(Hostile);
        await review.PressAsync("Escape");
        await Expect(review.Status).ToContainTextAsync("Note on row 1 saved");
        await review.DecideAsync("a", 1);
        await review.PressAsync("k");
        await review.ShowsRowAsync(1);
        await Expect(review.Page.Locator("#note")).ToHaveValueAsync(Hostile);
        await review.PressAsync("e");
        string text = await review.Page.Locator("#edit-text").InputValueAsync();
        await review.Page.Locator("#edit-text").FillAsync("{\"<img src=x onerror=alert(1)>\": 1," + text[1..]);
        await review.PressAsync("Control+Enter");
        await Expect(review.Page.Locator(".outcome")).ToContainTextAsync("<img src=x onerror=alert(1)>");
        await review.Page.Locator("#edit-text").FillAsync(text.Replace("query: ", "asked: "));
        await review.PressAsync("Control+Enter");
        await Expect(review.Title).ToContainTextAsync("Edited");
        await review.Page.GetByText("The row before the edit").ClickAsync();
        await review.Page.Locator("#text").FillAsync(Hostile);
        await Expect(review.Page.Locator("#count")).ToContainTextAsync("match");
        await review.Page.EvaluateAsync("hash => { location.hash = hash; }", $"kind={Uri.EscapeDataString(Hostile)}");
        await Expect(review.Page.Locator("#facet-kind option:checked")).ToContainTextAsync(Hostile);
        await AssertOnlyTextAsync(review, afterRefusal: true);
    }

    private static string Of(string field) => $"{field}: {Hostile}";

    private static async Task AssertOnlyTextAsync(Review review, bool afterRefusal = false)
    {
        Assert.Equal(0, await review.Page.Locator("body :is(img, script, svg, iframe, a, b)").CountAsync());
        Assert.Equal(1, await review.Page.Locator("script").CountAsync());
        Assert.Equal(0, await review.Page.EvaluateAsync<int>("[...document.querySelectorAll('*')].filter(element => [...element.attributes].some(attribute => attribute.name.startsWith('on'))).length"));
        review.AssertQuiet(afterRefusal);
    }

    private static (string, string?) Make(string folder)
    {
        string source = Of("source"), page = Of("page");
        object verdict = new { passed = false, gates = new object[] { new { gate = "Schema", status = "Failed", score = 0, reason = Of("reason"), detail = Of("detail") } } };
        object provenance = new { backend = Of("backend"), model = Of("model"), prompt_version = "1", seed = 0, kind = Of("kind") };
        object evidence = new { quote = page, start = 7, length = page.Length };
        object row = new
        {
            query = Of("query"),
            tools = new object[] { new { name = "full_text_search", arguments = new Dictionary<string, string> { ["query"] = Hostile, [Of("argument")] = Hostile } } },
            page = 1,
            source,
            evidence,
            provenance,
            verdict,
        };
        string result = JsonSerializer.Serialize(new object[] { new { page = 1, label = "1", snippet = Of("snippet"), score = 1.5 } });
        object conversation = new
        {
            query = Of("query"),
            tools = new object[] { new { name = "full_text_search", arguments = new { query = Hostile } } },
            page = 1,
            source,
            kind = "Lookup",
            messages = new object[]
            {
                new { role = "system", content = Of("system") },
                new { role = "user", content = Of("query") },
                new { role = "assistant", content = (string?)null, tool_calls = new object[] { new { id = "call_1", type = "function", function = new { name = "full_text_search", arguments = JsonSerializer.Serialize(new { query = Hostile }) } } } },
                new { role = "tool", tool_call_id = "call_1", content = result },
                new { role = "assistant", content = Of("answer") },
            },
            pages = new object[] { new { page = 1, evidence } },
            provenance,
            verdict,
        };
        string dataset = Path.Combine(folder, "hostile.jsonl"), index = Path.Combine(folder, "hostile.db"), pages = Path.Combine(folder, "pages.json");
        File.WriteAllLines(dataset, [JsonSerializer.Serialize(row), JsonSerializer.Serialize(conversation)]);
        File.WriteAllText(pages, JsonSerializer.Serialize(new object[] { new { Number = 1, Text = $"Before {page} after.", Source = source } }));
        ReviewProcess.Run($"(Get-Content -Raw '{pages}' | ConvertFrom-Json | New-PageIndex '{index}').Dispose()");
        return (dataset, index);
    }
}
