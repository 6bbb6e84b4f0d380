using System.Text.Json;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace SynthGen.Browser.Tests;

/// <summary>The process ends by SIGKILL. What the page showed as decided is on the disk.</summary>
public sealed class KilledServerTests(Chromium chromium, LeaseDataset lease)
{
    [Fact]
    public async Task A_kill_between_two_decisions_loses_none_and_the_page_says_so()
    {
        await using Review review = await Review.StartAsync(chromium, lease);
        await review.DecideAsync("a", 1);
        await review.DecideAsync("r", 2);
        await review.DecideAsync("a", 3);
        await review.ShowsRowAsync(4);
        review.AssertQuiet();
        review.Process.Kill();

        await Expect(review.Alert).ToContainTextAsync("SynthGen has ended");
        await review.PressAsync("a");
        await Expect(review.Alert).ToContainTextAsync("The decision on row 4 was not saved");
        await Expect(review.Title).ToContainTextAsync("Undecided");
        await Expect(review.List.Locator("[aria-posinset='4']")).Not.ToContainTextAsync("Accepted");
        Assert.Equal(["Accepted", "Rejected", "Accepted"], review.Decisions.Select(line => line.GetProperty("decision").GetString()));

        await review.RestartAsync(chromium);
        await Expect(review.Page.Locator("#progress")).ToContainTextAsync($"3 of {review.Rows.Length} rows decided · 2 accepted · 1 rejected");
        await Expect(review.List.Locator("[aria-posinset='2']")).ToContainTextAsync("Rejected");
        await Expect(review.List.Locator("[aria-posinset='4']")).Not.ToContainTextAsync("ccepted");
        Assert.Equal(3, review.Decisions.Length);
    }

    [Fact]
    public async Task What_is_shown_as_decided_at_the_moment_of_a_kill_is_on_the_disk()
    {
        await using Review review = await Review.StartAsync(chromium, lease);
        Random moments = new(5);
        for (int kill = 0; kill < 3; kill++)
        {
            int before = review.Decisions.Length, until = before + moments.Next(2, 5);
            using CancellationTokenSource patience = new(TimeSpan.FromMinutes(2)), killed = new();
            Task pressing = PressAsync(review, killed.Token);
            while (review.Decisions.Length < until)
                await Task.Delay(moments.Next(1, 10), patience.Token);
            review.Process.Kill();
            killed.Cancel();
            await pressing;
            await Expect(review.Alert).ToBeVisibleAsync();

            HashSet<string> onDisk = [.. review.Decisions.Select(line => line.GetProperty("id").GetString()!)];
            JsonElement[] rows = review.Rows;
            foreach (ILocator item in await review.List.Locator("[role=option][data-decision=Accepted]:visible").AllAsync())
                Assert.Contains(rows[int.Parse((await item.GetAttributeAsync("aria-posinset"))!) - 1].GetProperty("id").GetString()!, onDisk);
            await review.RestartAsync(chromium);
            await Expect(review.Page.Locator("#progress")).ToContainTextAsync($"{onDisk.Count} of ");
        }
    }

    [Fact]
    public async Task A_decision_that_failed_is_made_again_by_a_press_on_Try_again()
    {
        await using Review review = await Review.StartAsync(chromium, lease);
        await review.ShowsRowAsync(1);
        await review.Page.RouteAsync("**/api/decisions", route => route.AbortAsync());
        await review.PressAsync("a");
        await Expect(review.Alert).ToContainTextAsync("The decision on row 1 was not saved");
        Assert.Empty(review.Decisions);
        await review.Page.UnrouteAllAsync();
        await review.Page.GetByRole(AriaRole.Button, new() { Name = "Try again" }).ClickAsync();
        await Expect(review.Status).ToContainTextAsync("Row 1 accepted");
        await Expect(review.Alert).ToBeHiddenAsync();
        Assert.Single(review.Decisions);
    }

    [Fact]
    public async Task The_servers_own_words_are_shown_where_it_refuses()
    {
        await using Review review = await Review.StartAsync(chromium, lease);
        await review.ShowsRowAsync(1);
        File.AppendAllText(review.Dataset, "\n");
        await review.PressAsync("a");
        await Expect(review.Alert).ToContainTextAsync("was not saved: ");
        await Expect(review.Alert).ToContainTextAsync("lease.jsonl");
        Assert.Empty(review.Decisions);
    }

    private static async Task PressAsync(Review review, CancellationToken killed)
    {
        while (!killed.IsCancellationRequested)
        {
            await review.PressAsync("a");
            await Task.Delay(20, CancellationToken.None);
        }
    }
}
