using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace SynthGen.Browser.Tests;

/// <summary>A hundred thousand rows: few elements, few requests, and no row left blank.</summary>
public sealed partial class LargeListTests(Chromium chromium)
{
    private const int Rows = 100_000;

    [Fact]
    public async Task Wherever_one_scrolls_rows_come_and_none_stays_blank()
    {
        await using Review review = await Review.StartAsync(chromium, Make);
        await Expect(review.Page.Locator("#count")).ToHaveTextAsync("100,000 rows");
        review.Requests.Clear();
        Random places = new(7);
        for (int i = 0; i < 12; i++)
        {
            int place = places.Next(Rows - 100);
            await review.List.EvaluateAsync($"list => {{ list.scrollTop = list.scrollHeight * {place} / {Rows}; }}");
            await Expect(InView(review, place)).ToContainTextAsync(Query(place));
            await Expect(review.List.Locator("[role=option].waiting:visible")).ToHaveCountAsync(0);
            await AssertFilledAsync(review);
        }

        Assert.InRange(await review.List.Locator("[role=option]").CountAsync(), 1, 60);
        string[] windows = [.. review.Requests.Where(path => path.StartsWith("/api/rows?", StringComparison.Ordinal))];
        Assert.All(windows, path => Assert.Equal(("100", 0), (Count().Match(path).Groups[1].Value, int.Parse(Offset().Match(path).Groups[1].Value) % 100)));
        Assert.InRange(windows.Length, 12, 12 * 2);
        review.AssertQuiet();
    }

    [Fact]
    public async Task Scrolling_through_asks_for_few_of_the_rows_that_it_passes()
    {
        await using Review review = await Review.StartAsync(chromium, Make);
        await Expect(review.Page.Locator("#count")).ToHaveTextAsync("100,000 rows");
        review.Requests.Clear();
        await review.List.EvaluateAsync("""
            async list => {
                for (let i = 1; i <= 200; i++) {
                    list.scrollTop = list.scrollHeight * i / 220;
                    await new Promise(requestAnimationFrame);
                }
            }
            """);
        int place = Rows * 200 / 220;
        await Expect(InView(review, place)).ToContainTextAsync(Query(place));
        await Expect(review.List.Locator("[role=option].waiting:visible")).ToHaveCountAsync(0);
        await AssertFilledAsync(review);
        Assert.Equal(review.Requests.Count, review.Requests.Distinct().Count());
        review.AssertQuiet();
    }

    [Fact]
    public async Task The_last_row_is_a_key_away_and_can_be_decided()
    {
        await using Review review = await Review.StartAsync(chromium, Make);
        await review.PressAsync("End");
        await review.ShowsRowAsync(Rows);
        await Expect(review.Selected).ToBeInViewportAsync();
        await Expect(review.Selected).ToHaveAttributeAsync("aria-setsize", $"{Rows}");
        await review.DecideAsync("a", Rows);
        await Expect(review.Page.Locator("#progress")).ToContainTextAsync("1 of 100,000 rows decided");
        await review.Page.ReloadAsync();
        await review.ShowsRowAsync(Rows);
        await Expect(review.Selected).ToBeInViewportAsync();
        await review.Page.Locator("#text").FillAsync($"harbour lease {Rows - 50}");
        await Expect(review.Page.Locator("#count")).ToContainTextAsync("1 row matches");
        await review.ShowsRowAsync(Rows - 49);
    }

    // The middle of the list has a row at each point, and each has its text.
    private static async Task AssertFilledAsync(Review review) => Assert.Equal("", await review.List.EvaluateAsync<string>("""
        list => {
            const box = list.getBoundingClientRect();
            for (let y = box.top + 2; y < box.bottom - 2; y += 20) {
                const item = document.elementFromPoint(box.left + box.width / 2, y)?.closest('[role=option]');
                if (!item || item.querySelector('.query').textContent === '')
                    return `nothing at ${y - box.top}`;
            }
            return '';
        }
        """));

    private static ILocator InView(Review review, int place) => review.List.Locator($"[aria-posinset='{place + 1}']");

    private static string Query(int place) => $"the harbour lease, clause {place}?";

    private static (string, string?) Make(string folder)
    {
        string dataset = Path.Combine(folder, "many.jsonl");
        File.WriteAllLines(dataset, Enumerable.Range(0, Rows).Select(place =>
            $$"""{"query":"What does {{Query(place)[..^1]}} of harbour lease {{place}} say in {{Query(place)}}","tools":[{"name":"full_text_search","arguments":{"query":"clause {{place}}"} }],"page":{{(place % 400) + 1}} }"""));
        return (dataset, null);
    }

    [GeneratedRegex(@"count=(\d+)")]
    private static partial Regex Count();

    [GeneratedRegex(@"offset=(\d+)")]
    private static partial Regex Offset();
}
