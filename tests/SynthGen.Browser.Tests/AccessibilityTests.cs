using System.Text.Json;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace SynthGen.Browser.Tests;

/// <summary>axe-core finds no serious fault in any state of the page, and it is whole at 200 %.</summary>
public sealed class AccessibilityTests(Chromium chromium, LeaseDataset lease)
{
    [Theory]
    [InlineData(ColorScheme.Light, 1440, 900)]
    [InlineData(ColorScheme.Dark, 1440, 900)]
    [InlineData(ColorScheme.Light, 1000, 700)]
    [InlineData(ColorScheme.Light, 640, 400)] // 200 % of 1280 x 800
    [InlineData(ColorScheme.Dark, 320, 640)]
    public async Task No_state_of_the_page_has_a_serious_fault(ColorScheme scheme, int width, int height)
    {
        await using Review review = await Review.StartAsync(chromium, lease, new() { ColorScheme = scheme, ViewportSize = new() { Width = width, Height = height }, DeviceScaleFactor = width == 640 ? 2 : 1, ReducedMotion = ReducedMotion.Reduce });
        await AssertSoundAsync(review, "list");
        await review.DecideAsync("a", 1);
        await review.DecideAsync("r", 2);
        await AssertSoundAsync(review, "decided");

        int conversation = Array.FindIndex(review.Rows, row => row.TryGetProperty("kind", out JsonElement kind) && kind.GetString() == "Sequence") + 1;
        await review.Page.EvaluateAsync($"location.hash = 'row={conversation}'");
        await review.ShowsRowAsync(conversation);
        foreach (ILocator folded in await review.Page.Locator("#row summary").AllAsync())
            await folded.ClickAsync();
        await AssertSoundAsync(review, "conversation");

        await review.List.FocusAsync();
        await review.PressAsync("e");
        await review.Page.Locator("#edit-text").FillAsync("{");
        await Expect(review.Page.Locator(".outcome")).ToContainTextAsync("not JSON");
        await AssertSoundAsync(review, "edit");
        await review.PressAsync("Escape", "Escape");

        await review.PressAsync("?");
        await AssertSoundAsync(review, "help");
        await review.PressAsync("Escape");

        if (width <= 700)
            await review.Page.GetByRole(AriaRole.Button, new() { Name = "Filters", Exact = true }).ClickAsync();
        await review.Page.Locator("#text").FillAsync("no row has this");
        await Expect(review.Page.Locator("#nothing")).ToBeVisibleAsync();
        await AssertSoundAsync(review, "nothing");
        review.AssertQuiet();
        review.Process.Kill();
        await Expect(review.Alert).ToBeVisibleAsync();
        await AssertSoundAsync(review, "lost");
    }

    [Fact]
    public async Task The_list_tells_a_screen_reader_where_it_is_and_what_was_decided()
    {
        await using Review review = await Review.StartAsync(chromium, lease);
        await review.PressAsync("j", "j");
        await review.ShowsRowAsync(3);
        await Expect(review.List).ToHaveRoleAsync(AriaRole.Listbox);
        string active = await review.List.GetAttributeAsync("aria-activedescendant") ?? "";
        ILocator option = review.Page.Locator($"#{active}");
        await Expect(option).ToHaveRoleAsync(AriaRole.Option);
        await Expect(option).ToHaveAttributeAsync("aria-posinset", "3");
        await Expect(option).ToHaveAttributeAsync("aria-setsize", $"{review.Rows.Length}");
        await Expect(option).ToHaveAttributeAsync("aria-selected", "true");
        Assert.Equal(1, await review.List.Locator("[aria-selected=true]").CountAsync());

        await review.DecideAsync("a", 3);
        await Expect(review.Page.GetByRole(AriaRole.Status).Filter(new() { HasText = "Row 3 accepted" })).ToBeVisibleAsync();
        await review.PressAsync("k");
        await review.ShowsRowAsync(3);
        await Expect(review.Selected).ToHaveAccessibleNameAsync(new System.Text.RegularExpressions.Regex("Accepted"));
        await Expect(review.Page.GetByRole(AriaRole.Button, new() { Name = "Accept" })).ToHaveAttributeAsync("aria-pressed", "true");
        await Expect(review.Page.Locator(".gates li").First).ToContainTextAsync("passed");
    }

    [Fact]
    public async Task Evidence_and_hits_differ_without_colour()
    {
        await using Review review = await Review.StartAsync(chromium, lease);
        await review.ShowsRowAsync(1);
        const string look = "mark => { const style = getComputedStyle(mark); return [style.fontWeight, style.textDecorationLine, style.borderLeftWidth].join(' '); }";
        string evidence = await review.Page.Locator(".page-text mark.evidence").First.EvaluateAsync<string>(look);
        string hit = await review.Page.Locator(".page-text mark.hit").First.EvaluateAsync<string>(look);
        Assert.Equal(("400 none 3px", "700 underline 0px"), (evidence, hit));
    }

    private static async Task AssertSoundAsync(Review review, string state)
    {
        AxeResult result = await review.Page.RunAxe();
        Assert.NotEmpty(result.Passes);
        Assert.Equal([], result.Violations.Where(fault => fault.Impact is "serious" or "critical").Select(fault => $"{state}: {fault.Id}: {fault.Nodes[0].Html}"));
        int[] widths = await review.Page.EvaluateAsync<int[]>("[document.documentElement.scrollWidth, innerWidth]");
        Assert.True(widths[0] <= widths[1], $"{state}: {widths[0]} px are wider than {widths[1]}.");
    }
}
