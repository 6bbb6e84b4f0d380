using System.Text.Json;
using static Microsoft.Playwright.Assertions;

namespace SynthGen.Browser.Tests;

/// <summary>A note is kept with the decision, or alone.</summary>
public sealed class NoteTests(Chromium chromium, LeaseDataset lease)
{
    [Fact]
    public async Task A_note_is_saved_as_its_field_is_left_and_kept_by_the_decision()
    {
        await using Review review = await Review.StartAsync(chromium, lease);
        await review.ShowsRowAsync(1);
        await review.PressAsync("n");
        await Expect(review.Page.Locator("#note")).ToBeFocusedAsync();
        await review.Page.Keyboard.TypeAsync("ask a jurist <b>");
        await review.PressAsync("Escape");
        await Expect(review.Status).ToContainTextAsync("Note on row 1 saved");
        await Expect(review.List).ToBeFocusedAsync();
        JsonElement line = Assert.Single(review.Decisions);
        Assert.Equal(("Undecided", "ask a jurist <b>"), (line.GetProperty("decision").GetString(), line.GetProperty("note").GetString()));

        await review.DecideAsync("r", 1);
        await review.ShowsRowAsync(2);
        await Expect(review.Page.Locator("#note")).ToHaveValueAsync("");
        await review.PressAsync("k");
        await review.ShowsRowAsync(1);
        await Expect(review.Page.Locator("#note")).ToHaveValueAsync("ask a jurist <b>");
        Assert.Equal("Rejected", review.Decisions[^1].GetProperty("decision").GetString());

        await review.RestartAsync(chromium);
        await review.ShowsRowAsync(1);
        await Expect(review.Page.Locator("#note")).ToHaveValueAsync("ask a jurist <b>");
        await Expect(review.Title).ToContainTextAsync("Rejected");
        review.AssertQuiet();
    }

    [Fact]
    public async Task A_note_on_an_edited_row_keeps_the_edit_and_goes_when_it_is_emptied()
    {
        await using Review review = await Review.StartAsync(chromium, lease);
        await review.ShowsRowAsync(1);
        await review.PressAsync("e");
        string text = await review.Page.Locator("#edit-text").InputValueAsync();
        await review.Page.Locator("#edit-text").FillAsync(text.Replace("meaning of", "the meaning of"));
        await review.PressAsync("Control+Enter");
        await Expect(review.Title).ToContainTextAsync("Edited");
        await review.PressAsync("n");
        await review.Page.Keyboard.TypeAsync("clearer");
        await review.PressAsync("Control+Enter");
        await Expect(review.Status).ToContainTextAsync("Note on row 1 saved");
        Assert.StartsWith("the meaning of", review.Decisions[^1].GetProperty("row").GetProperty("query").GetString());
        await review.Page.Locator("#note").FillAsync("");
        await review.PressAsync("Escape");
        await Expect(review.Page.Locator("#note")).Not.ToBeFocusedAsync();
        await review.PressAsync("j");
        await review.ShowsRowAsync(2);
        await review.PressAsync("k");
        await review.ShowsRowAsync(1);
        await Expect(review.Page.Locator("#note")).ToHaveValueAsync("");
        await Expect(review.Title).ToContainTextAsync("Edited");
    }
}
