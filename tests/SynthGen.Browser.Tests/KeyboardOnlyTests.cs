using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace SynthGen.Browser.Tests;

/// <summary>A whole review without a mouse.</summary>
public sealed class KeyboardOnlyTests(Chromium chromium, LeaseDataset lease)
{
    [Fact]
    public async Task Tab_reaches_everything_and_the_focus_is_always_seen()
    {
        await using Review review = await Review.StartAsync(chromium, lease);
        await review.ShowsRowAsync(1);
        List<string> reached = [];
        for (int i = 0; i < 60; i++)
        {
            await review.PressAsync("Tab");
            string[] focus = await review.Page.EvaluateAsync<string[]>("""
                () => {
                    const element = document.activeElement, shown = element.id === 'list' ? element.querySelector('[aria-selected=true]') : element;
                    const style = getComputedStyle(shown), box = shown.getBoundingClientRect();
                    return [element.id || element.textContent.trim(), style.outlineStyle, String(parseFloat(style.outlineWidth) >= 2 && box.width > 0 && box.bottom > 0 && box.top < innerHeight)];
                }
                """);
            if (reached.Contains(focus[0]))
                break;
            if (focus[0].Length == 0 || focus[0].StartsWith("{", StringComparison.Ordinal) || await review.Page.EvaluateAsync<bool>("document.activeElement === document.body"))
                continue;
            Assert.True(focus[1] != "none" && focus[2] == "true", $"{focus[0]}: {focus[1]}");
            reached.Add(focus[0]);
        }

        string[] wanted = ["help-button", "close-button", "text", "facet-kind", "facet-tool", "facet-gate", "facet-decision", "list", "accept-button", "reject-button", "edit-button", "undo-button", "note", "row", "pages"];
        Assert.Empty(wanted.Except(reached));
    }

    [Fact]
    public async Task A_review_is_done_and_ended_by_keys_alone()
    {
        await using Review review = await Review.StartAsync(chromium, lease);
        await review.DecideAsync("a", 1);
        await review.DecideAsync("r", 2);
        await review.ShowsRowAsync(3);
        await review.PressAsync("n");
        await review.Page.Keyboard.TypeAsync("odd");
        await review.PressAsync("Control+Enter");
        await Expect(review.Status).ToContainTextAsync("Note on row 3 saved");
        await review.PressAsync("e");
        await Expect(review.Page.Locator("#edit-text")).ToBeFocusedAsync();
        await review.PressAsync("Control+f", "Escape");
        await Expect(review.Page.Locator("#editor")).ToBeHiddenAsync();

        await review.Page.Locator("#facet-kind").FocusAsync();
        await review.Page.Keyboard.TypeAsync("Look");
        await Expect(review.Page.Locator("#facet-kind")).ToHaveValueAsync("Lookup");
        await Expect(review.Page.Locator("#count")).ToContainTextAsync("match");
        await review.IsLoadedAsync();
        await review.List.FocusAsync();
        await review.PressAsync("a");
        await Expect(review.Status).ToContainTextAsync("accepted");
        Assert.Equal(4, review.Decisions.Length);
        await review.IsLoadedAsync();

        await review.Page.Locator("#close-button").FocusAsync();
        await review.PressAsync("Enter");
        await Expect(review.Page.GetByText("The review has ended")).ToBeVisibleAsync();
        review.Process.WaitForExit();
        review.AssertQuiet();
    }

    [Fact]
    public async Task An_answer_that_is_under_way_when_the_review_ends_is_not_waited_for()
    {
        await using Review review = await Review.StartAsync(chromium, lease);
        await review.ShowsRowAsync(1);
        TaskCompletionSource asked = new(TaskCreationOptions.RunContinuationsAsynchronously), ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await review.Page.RouteAsync("**/api/rows/1", async route =>
        {
            asked.SetResult();
            await ended.Task;
            await route.FulfillAsync(new() { ContentType = "application/json", Body = "{}" });
        });
        await review.PressAsync("j");
        await asked.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        await review.Page.Locator("#close-button").FocusAsync();
        await review.PressAsync("Enter");
        await Expect(review.Page.GetByText("The review has ended")).ToBeVisibleAsync();
        ended.SetResult();
        review.Process.WaitForExit();
        await Expect(review.Page.GetByRole(AriaRole.Heading)).ToHaveTextAsync(["The review has ended"]);
        review.AssertQuiet();
    }

    [Fact]
    public async Task The_command_ends_when_the_page_is_closed_and_not_when_it_is_reloaded()
    {
        await using Review review = await Review.StartAsync(chromium, lease);
        for (int i = 0; i < 3; i++)
        {
            await review.Page.ReloadAsync();
            await review.ShowsRowAsync(1);
        }

        await review.DecideAsync("a", 1);
        await review.Page.CloseAsync();
        review.Process.WaitForExit();
        Assert.Single(review.Decisions);
    }
}
