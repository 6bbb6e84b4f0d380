using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace SynthGen.Browser.Tests;

/// <summary>An edit is checked while it is typed, refused where it is no row, and saved whole.</summary>
public sealed class EditTests(Chromium chromium, LeaseDataset lease)
{
    [Fact]
    public async Task An_edit_is_checked_saved_and_shown()
    {
        await using Review review = await Review.StartAsync(chromium, lease);
        string before = File.ReadAllText(review.Dataset);
        await OpenAsync(review, 1);
        await ReplaceAsync(review, "meaning of \\\"Base", "what does the lease mean by \\\"Base");
        await Expect(Outcome(review)).ToContainTextAsync("Checked: passes all gates");
        await review.PressAsync("Control+Enter");
        await Expect(review.Status).ToContainTextAsync("Row 1 edited: passes all gates");
        await Expect(review.List).ToBeFocusedAsync();
        await Expect(review.Title).ToContainTextAsync("Edited");
        await Expect(review.Page.Locator(".turn.user .said")).ToContainTextAsync("what does the lease mean by");
        await Expect(review.Page.GetByText("The row before the edit")).ToBeVisibleAsync();

        JsonElement row = review.Rows[0], line = Assert.Single(review.Decisions), edited = line.GetProperty("row");
        Assert.Equal(("Edited", row.GetProperty("id").GetString()), (line.GetProperty("decision").GetString(), line.GetProperty("id").GetString()));
        Assert.Equal("what does the lease mean by \"Base Building Systems\"", edited.GetProperty("query").GetString());
        foreach (string kept in (string[])["tools", "page", "source", "evidence", "available_tools", "provenance"])
            Assert.Equal(row.GetProperty(kept).GetRawText(), edited.GetProperty(kept).GetRawText());
        Assert.Equal(before, File.ReadAllText(review.Dataset));

        // Accepting it again would put the row from before in its place.
        await review.PressAsync("a");
        await Expect(review.Status).ToContainTextAsync("Row 1 stays accepted as edited");
        Assert.Single(review.Decisions);
        review.AssertQuiet();
    }

    [Fact]
    public async Task A_gate_that_an_edit_fails_is_said_at_once()
    {
        await using Review review = await Review.StartAsync(chromium, lease);
        await OpenAsync(review, 1);
        string quote = Quoted(review.Rows[0].GetProperty("evidence").GetProperty("quote").GetString()!);
        await ReplaceAsync(review, quote, "\"Cats and dogs may be kept by nobody.\"");
        await Expect(Outcome(review)).ToContainTextAsync("fails Grounded");
        await ReplaceAsync(review, "\"Cats and dogs may be kept by nobody.\"", quote);
        await Expect(Outcome(review)).ToContainTextAsync("passes all gates");
        Assert.Empty(review.Decisions);
    }

    [Theory]
    [InlineData("\"query\": ", "\"query\" ", "not JSON")]
    [InlineData("\"name\": \"full_text_search\"", "\"name\": 7", "name")]
    [InlineData("\"query\": \"meaning", "\"qery\": \"meaning", "query")]
    public async Task What_is_no_row_is_refused_and_stays_to_be_mended(string from, string to, string said)
    {
        await using Review review = await Review.StartAsync(chromium, lease);
        await OpenAsync(review, 1);
        string before = await Text(review).InputValueAsync();
        await ReplaceAsync(review, from, to);
        await Expect(Outcome(review)).ToContainTextAsync(said);
        await review.PressAsync("Control+Enter");
        await Expect(Outcome(review)).ToContainTextAsync(said);
        await Expect(Text(review)).ToHaveAttributeAsync("aria-invalid", "true");
        Assert.Empty(review.Decisions);

        await Text(review).FillAsync(before.Replace("meaning of", "the meaning of"));
        await review.PressAsync("Control+Enter");
        await Expect(review.Status).ToContainTextAsync("Row 1 edited");
        Assert.Single(review.Decisions);
    }

    [Fact]
    public async Task Escape_leaves_an_edit_and_asks_first_where_something_was_changed()
    {
        await using Review review = await Review.StartAsync(chromium, lease);
        await OpenAsync(review, 1);
        await review.PressAsync("Escape");
        await Expect(review.Page.Locator("#editor")).ToBeHiddenAsync();

        await OpenAsync(review, 1);
        await ReplaceAsync(review, "meaning of", "meanings of");
        await review.PressAsync("Escape");
        await Expect(review.Status).ToContainTextAsync("not saved");
        await Expect(Text(review)).ToBeFocusedAsync();

        // Neither a click on another row nor a filter discards it.
        await review.List.Locator("[aria-posinset='3']").ClickAsync();
        await Expect(review.Page.Locator("#editor")).ToBeVisibleAsync();
        await review.Page.Locator("#facet-kind").SelectOptionAsync("Lookup");
        await Expect(review.Page.Locator("#facet-kind")).ToHaveValueAsync("");
        await Expect(review.Status).ToContainTextAsync("Save the edit");
        await Expect(review.Selected).ToHaveAttributeAsync("aria-posinset", "1");

        await Text(review).FocusAsync();
        await review.PressAsync("Escape", "Escape");
        await Expect(review.Page.Locator("#editor")).ToBeHiddenAsync();
        Assert.Empty(review.Decisions);
    }

    [Fact]
    public async Task The_page_asks_before_it_is_left_only_with_an_unsaved_edit()
    {
        await using Review review = await Review.StartAsync(chromium, lease);
        List<string> asked = [];
        review.Page.Dialog += (_, dialog) => asked.Add(dialog.Type);
        await review.Page.ReloadAsync();
        await OpenAsync(review, 1);
        await review.Page.ReloadAsync();
        Assert.Empty(asked);
        await OpenAsync(review, 1);
        await ReplaceAsync(review, "meaning of", "meanings of");
        await review.Page.ReloadAsync();
        Assert.Equal(["beforeunload"], asked);
    }

    [Fact]
    public async Task An_edit_is_undone()
    {
        await using Review review = await Review.StartAsync(chromium, lease);
        await OpenAsync(review, 1);
        await ReplaceAsync(review, "meaning of", "the meaning of");
        await review.PressAsync("Control+Enter");
        await Expect(review.Title).ToContainTextAsync("Edited");
        await review.PressAsync("u");
        await Expect(review.Status).ToContainTextAsync("Row 1 is undecided again");
        await Expect(review.Page.Locator(".turn.user .said")).ToHaveTextAsync("meaning of \"Base Building Systems\"");
        await Expect(review.Title).ToContainTextAsync("Undecided");
    }

    [Fact]
    public async Task A_conversation_is_edited_and_its_arguments_need_no_escapes()
    {
        await using Review review = await Review.StartAsync(chromium, lease);
        int number = Array.FindIndex(review.Rows, row => row.TryGetProperty("kind", out JsonElement kind) && kind.GetString() == "Lookup") + 1;
        await review.Page.EvaluateAsync($"location.hash = 'row={number}'");
        await OpenAsync(review, number);
        string text = await Text(review).InputValueAsync();
        Assert.DoesNotContain("\"available_tools\"", text);
        Assert.Matches("\"arguments\": \\{\\s+\"query\": \"", text);
        JsonElement row = review.Rows[number - 1];
        string query = row.GetProperty("query").GetString()!;
        await ReplaceAsync(review, Quoted(query), "\"Please: " + Quoted(query)[1..]);
        await review.PressAsync("Control+Enter");
        await Expect(review.Status).ToContainTextAsync($"Row {number} edited");

        JsonElement edited = Assert.Single(review.Decisions).GetProperty("row");
        Assert.Equal($"Please: {query}", edited.GetProperty("messages")[0].GetProperty("content").GetString());
        Assert.Equal($"Please: {query}", edited.GetProperty("query").GetString());
        Assert.Equal(row.GetProperty("messages")[1].GetRawText(), edited.GetProperty("messages")[1].GetRawText());
        Assert.Equal(row.GetProperty("pages").GetRawText(), edited.GetProperty("pages").GetRawText());
    }

    [Fact]
    public async Task Text_selected_in_the_page_becomes_the_evidence()
    {
        await using Review review = await Review.StartAsync(chromium, lease);
        await OpenAsync(review, 1);
        await review.Page.EvaluateAsync("""
            () => {
                const text = document.querySelector('.page-text'), walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
                while (walker.nextNode()) {
                    const at = walker.currentNode.data.indexOf('Section 1.2');
                    if (at >= 0) { getSelection().setBaseAndExtent(walker.currentNode, at, walker.currentNode, at + 41); return; }
                }
            }
            """);
        await review.Page.GetByRole(AriaRole.Button, new() { Name = "Use selected page text as evidence" }).ClickAsync();
        await review.PressAsync("Control+Enter");
        await Expect(review.Status).ToContainTextAsync("Row 1 edited");
        JsonElement evidence = Assert.Single(review.Decisions).GetProperty("row").GetProperty("evidence");
        Assert.Equal("Section 1.2  \"Premises\" means Warehouse N", evidence.GetProperty("quote").GetString());
        Assert.Equal(review.Rows[0].GetProperty("evidence").GetProperty("start").GetInt32() - 116, evidence.GetProperty("start").GetInt32());
        await Expect(review.Page.Locator(".page-text mark.evidence")).ToHaveTextAsync("Section 1.2  \"Premises\" means Warehouse N");
    }

    // As a browser writes it.
    private static string Quoted(string text) => JsonSerializer.Serialize(text, new JsonSerializerOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    private static ILocator Text(Review review) => review.Page.Locator("#edit-text");

    private static ILocator Outcome(Review review) => review.Page.Locator(".outcome");

    private static async Task OpenAsync(Review review, int number)
    {
        await review.ShowsRowAsync(number);
        await review.List.FocusAsync();
        await review.PressAsync("e");
        await Expect(Text(review)).ToBeFocusedAsync();
    }

    private static async Task ReplaceAsync(Review review, string from, string to)
    {
        string text = await Text(review).InputValueAsync();
        Assert.Contains(from, text);
        await Text(review).FillAsync(text.Replace(from, to));
    }
}
