using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace SynthGen.Browser.Tests;

/// <summary>Each key does what the help says, and only when it should.</summary>
public sealed class KeyTests(Chromium chromium, LeaseDataset lease)
{
    [Theory]
    [InlineData("j", "k")]
    [InlineData("ArrowDown", "ArrowUp")]
    public async Task A_key_moves_down_and_another_up(string down, string up)
    {
        await using Review review = await Review.StartAsync(chromium, lease);
        await review.ShowsRowAsync(1);
        await review.PressAsync(down, down);
        await review.ShowsRowAsync(3);
        await Expect(review.Selected).ToHaveAttributeAsync("aria-posinset", "3");
        await review.PressAsync(up);
        await review.ShowsRowAsync(2);
        await review.PressAsync(up, up, up);
        await review.ShowsRowAsync(1);
        Assert.Empty(review.Decisions);
        review.AssertQuiet();
    }

    [Fact]
    public async Task Home_End_and_pages_move_through_the_list()
    {
        await using Review review = await Review.StartAsync(chromium, lease);
        int rows = review.Rows.Length;
        await review.PressAsync("End");
        await review.ShowsRowAsync(rows);
        await Expect(review.Selected).ToBeInViewportAsync();
        await review.PressAsync("Home");
        await review.ShowsRowAsync(1);
        await review.PressAsync("PageDown");
        int page = int.Parse((await review.Selected.GetAttributeAsync("aria-posinset"))!) - 1;
        Assert.InRange(page, 3, 40);
        await Expect(review.Selected).ToBeInViewportAsync();
        await review.PressAsync("PageUp");
        await review.ShowsRowAsync(1);
    }

    [Theory]
    [InlineData("a", "Accepted")]
    [InlineData("r", "Rejected")]
    public async Task A_decision_is_on_the_disk_and_the_next_row_is_shown(string key, string decision)
    {
        await using Review review = await Review.StartAsync(chromium, lease);
        await review.DecideAsync(key, 1);
        await review.ShowsRowAsync(2);
        JsonElement line = Assert.Single(review.Decisions);
        Assert.Equal(
            (review.Rows[0].GetProperty("id").GetString(), decision, "ann"),
            (line.GetProperty("id").GetString(), line.GetProperty("decision").GetString(), line.GetProperty("reviewer").GetString()));
        await Expect(review.List.Locator("[aria-posinset='1']")).ToContainTextAsync(decision);
        await Expect(review.Page.Locator("#progress")).ToContainTextAsync($"1 of {review.Rows.Length} rows decided");
        review.AssertQuiet();
    }

    [Fact]
    public async Task A_key_that_is_held_down_decides_once()
    {
        await using Review review = await Review.StartAsync(chromium, lease);
        await review.ShowsRowAsync(1);
        for (int i = 0; i < 5; i++)
            await review.Page.Keyboard.DownAsync("a");
        await review.Page.Keyboard.UpAsync("a");
        await review.ShowsRowAsync(2);
        await review.DecideAsync("r", 2);
        Assert.Equal(2, review.Decisions.Length);
    }

    [Fact]
    public async Task Undo_takes_back_one_decision_after_the_other()
    {
        await using Review review = await Review.StartAsync(chromium, lease);
        await review.DecideAsync("a", 1);
        await review.DecideAsync("r", 2);
        await review.PressAsync("u");
        await Expect(review.Status).ToContainTextAsync("Row 2 is undecided again");
        await review.ShowsRowAsync(2);
        await review.PressAsync("u");
        await Expect(review.Status).ToContainTextAsync("Row 1 is undecided again");
        await review.ShowsRowAsync(1);
        await Expect(review.Page.Locator("#progress")).ToContainTextAsync($"0 of {review.Rows.Length} rows decided");
        await review.PressAsync("u");
        await Expect(review.Status).Not.ToContainTextAsync("undecided again");
        Assert.Equal(["Accepted", "Rejected", "Undecided", "Undecided"], review.Decisions.Select(line => line.GetProperty("decision").GetString()));
    }

    [Fact]
    public async Task Slash_searches_and_Enter_goes_back_to_the_list()
    {
        await using Review review = await Review.StartAsync(chromium, lease);
        await review.PressAsync("/");
        await Expect(review.Page.Locator("#text")).ToBeFocusedAsync();
        await review.Page.Keyboard.TypeAsync("refrigerant");
        await review.PressAsync("Enter");
        await Expect(review.List).ToBeFocusedAsync();
        await Expect(review.Page.Locator("#count")).ToContainTextAsync("match");
        await Expect(review.Page).ToHaveURLAsync(new Regex("text=refrigerant"));
    }

    [Fact]
    public async Task A_question_mark_shows_the_keys_and_Escape_leaves_them()
    {
        await using Review review = await Review.StartAsync(chromium, lease);
        await review.PressAsync("?");
        ILocator help = review.Page.GetByRole(AriaRole.Dialog, new() { Name = "Keys" });
        await Expect(help).ToBeVisibleAsync();
        await review.PressAsync("a", "j");
        await review.PressAsync("Escape");
        await Expect(help).ToBeHiddenAsync();
        await Expect(review.List).ToBeFocusedAsync();
        await review.ShowsRowAsync(1);
        Assert.Empty(review.Decisions);
    }

    [Fact]
    public async Task G_goes_to_each_passage_of_evidence_in_turn()
    {
        await using Review review = await Review.StartAsync(chromium, lease);
        int row = Array.FindIndex(review.Rows, candidate => candidate.TryGetProperty("pages", out JsonElement pages) && pages.GetArrayLength() == 2
            && pages.EnumerateArray().All(page => page.TryGetProperty("evidence", out _)) && pages[0].GetProperty("page").GetInt32() != pages[1].GetProperty("page").GetInt32());
        await review.Page.EvaluateAsync($"location.hash = 'row={row + 1}'");
        await review.ShowsRowAsync(row + 1);
        ILocator marks = review.Page.Locator(".page-text mark.evidence");
        await review.PressAsync("g");
        await Expect(marks.First).ToBeFocusedAsync();
        await Expect(marks.First).ToBeInViewportAsync();
        await review.PressAsync("g");
        await Expect(marks.Last).ToBeFocusedAsync();
        await Expect(marks.Last).ToBeInViewportAsync();
    }

    [Fact]
    public async Task Keys_do_nothing_while_a_person_types_nor_with_a_modifier()
    {
        await using Review review = await Review.StartAsync(chromium, lease);
        await review.ShowsRowAsync(1);
        foreach (string field in (string[])["#facet-kind", "#note", "#text"])
        {
            await review.Page.Locator(field).FocusAsync();
            await review.PressAsync("j", "a", "r", "u", "e", "?");
            await Expect(review.Page.Locator("#editor")).ToBeHiddenAsync();
            await Expect(review.Page.Locator("#help")).ToBeHiddenAsync();
        }

        Assert.All(review.Decisions, line => Assert.Equal("Undecided jarue?", $"{line.GetProperty("decision").GetString()} {line.GetProperty("note").GetString()}"));
        await review.Page.Locator("#text").FillAsync("");
        await review.List.FocusAsync();
        int decisions = review.Decisions.Length;
        foreach (string modifier in (string[])["Control", "Alt", "Meta", "Shift"])
        {
            await review.PressAsync($"{modifier}+a", $"{modifier}+e", $"{modifier}+u", $"{modifier}+j");
            await Expect(review.Page.Locator("#editor")).ToBeHiddenAsync();
            await Expect(review.Selected).ToHaveAttributeAsync("aria-posinset", "1");
        }

        Assert.Equal(decisions, review.Decisions.Length);
    }
}
