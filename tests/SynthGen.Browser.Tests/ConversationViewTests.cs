using System.Text.Json;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace SynthGen.Browser.Tests;

/// <summary>Rows and conversations are shown with all that a reviewer needs to decide.</summary>
public sealed class ConversationViewTests(Chromium chromium, LeaseDataset lease)
{
    [Fact]
    public async Task A_conversation_is_shown_turn_by_turn_with_its_results_folded()
    {
        await using Review review = await Review.StartAsync(chromium, lease);
        int number = Array.FindIndex(review.Rows, row => row.TryGetProperty("kind", out JsonElement kind) && kind.GetString() == "Sequence") + 1;
        await review.Page.EvaluateAsync($"location.hash = 'row={number}'");
        await review.ShowsRowAsync(number);
        JsonElement[] messages = [.. review.Rows[number - 1].GetProperty("messages").EnumerateArray()];
        await Expect(review.Page.Locator(".turn")).ToHaveCountAsync(messages.Length);
        for (int i = 0; i < messages.Length; i++)
        {
            ILocator turn = review.Page.Locator(".turn").Nth(i);
            string role = messages[i].GetProperty("role").GetString()!;
            await Expect(turn).ToHaveClassAsync($"turn {role}");
            if (role == "tool")
                await Expect(turn.Locator(".snippet").First).ToBeHiddenAsync();
            else if (messages[i].GetProperty("content").GetString() is { } text)
                await Expect(turn.Locator(".said")).ToHaveTextAsync(text);
            else
                await Expect(turn.Locator(".call-head")).ToContainTextAsync("page at rank");
        }

        await review.Page.Locator(".turn.tool summary").First.ClickAsync();
        await Expect(review.Page.Locator(".turn.tool .hits li.own").First).ToContainTextAsync("the row’s page");

        JsonElement[] pages = [.. review.Rows[number - 1].GetProperty("pages").EnumerateArray()];
        await Expect(review.Page.Locator(".page")).ToHaveCountAsync(pages.Length);
        for (int i = 0; i < pages.Length; i++)
        {
            string quote = pages[i].GetProperty("evidence").GetProperty("quote").GetString()!;
            Assert.Equal(quote, await review.Page.Locator(".page").Nth(i).Locator("mark.evidence").TextContentAsync());
        }
    }

    [Fact]
    public async Task A_row_is_shown_with_page_ranks_verdict_and_provenance()
    {
        await using Review review = await Review.StartAsync(chromium, lease);
        await review.ShowsRowAsync(1);
        JsonElement row = review.Rows[0];
        await Expect(review.Page.Locator(".arguments dd")).ToHaveTextAsync(row.GetProperty("tools")[0].GetProperty("arguments").GetProperty("query").GetString()!);
        await Expect(review.Page.Locator(".rank")).ToHaveTextAsync("page at rank 1");
        await Expect(review.Page.Locator(".ranks tbody tr")).ToHaveCountAsync(2);
        await Expect(review.Page.Locator(".gates li")).ToHaveCountAsync(row.GetProperty("verdict").GetProperty("gates").GetArrayLength());
        await Expect(review.Page.Locator(".facts")).ToContainTextAsync(row.GetProperty("provenance").GetProperty("model").GetString()!);
        Assert.Equal(row.GetProperty("evidence").GetProperty("quote").GetString(), await review.Page.Locator(".page-text mark.evidence").TextContentAsync());
        Assert.Equal(["Base", "Building", "Systems"], await review.Page.Locator(".page-text mark.evidence mark.hit").AllTextContentsAsync());
        await Expect(review.Page.Locator(".page-text mark.evidence")).ToBeInViewportAsync();
    }

    [Fact]
    public async Task Why_a_row_fails_is_said_in_words()
    {
        await using Review review = await Review.StartAsync(chromium, lease);
        await review.Page.Locator("#facet-gate").SelectOptionAsync("Executed");
        await Expect(review.Page.Locator("#count")).ToContainTextAsync("match");
        ILocator failed = review.Page.Locator(".gates .failed");
        await Expect(failed).ToContainTextAsync("PageNotFound");
        await Expect(failed.Locator(".reason-detail")).ToContainTextAsync("has page");
        await Expect(review.Page.Locator("#row-about")).ToContainTextAsync("fails Executed");
    }

    [Fact]
    public async Task Without_an_index_rows_are_shown_without_their_pages()
    {
        await using Review review = await Review.StartAsync(chromium, folder => (lease.CopyTo(folder).Dataset, null));
        await review.ShowsRowAsync(1);
        await Expect(review.Page.Locator("#pages")).ToContainTextAsync("no index that was given has this page");
        await review.DecideAsync("a", 1);
        Assert.Single(review.Decisions);
        review.AssertQuiet();
    }
}
