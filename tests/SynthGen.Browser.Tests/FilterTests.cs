using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace SynthGen.Browser.Tests;

/// <summary>Each filter leaves the rows that it names, and the address keeps it.</summary>
public sealed partial class FilterTests(Chromium chromium, LeaseDataset lease)
{
    [Fact]
    public async Task Each_filter_leaves_as_many_rows_as_it_says()
    {
        await using Review review = await Review.StartAsync(chromium, lease);
        await review.DecideAsync("a", 1);
        await Expect(review.Page.Locator("#facet-decision option", new() { HasText = "Accepted (1)" })).ToHaveCountAsync(1);
        HashSet<string> tried = [];
        foreach (string facet in (string[])["kind", "tool", "contrast", "gate", "difficulty", "source", "split", "decision"])
        {
            ILocator select = review.Page.Locator($"#facet-{facet}");
            foreach (string label in (await select.Locator("option").AllTextContentsAsync()).Skip(1))
            {
                Match counted = Counted().Match(label);
                int count = int.Parse(counted.Groups[1].Value);
                if (count == 0)
                    continue;
                await select.SelectOptionAsync(new SelectOptionValue { Label = label });
                await Expect(review.Page.Locator("#count")).ToHaveTextAsync(count == 1 ? "1 row matches" : $"{count} rows match");
                await Expect(review.Selected).ToHaveAttributeAsync("aria-setsize", $"{count}");
                tried.Add(facet);
            }

            await select.SelectOptionAsync("");
        }

        Assert.Equal(8, tried.Count);
        review.AssertQuiet();
    }

    [Fact]
    public async Task The_rows_left_are_those_of_the_dataset()
    {
        await using Review review = await Review.StartAsync(chromium, lease);
        foreach ((string facet, string value) in ((string, string)[])[("kind", "Clarify"), ("kind", "Query"), ("gate", "Executed"), ("gate", "Passed"), ("difficulty", "Easy"), ("tool", "vector_search")])
        {
            int[] wanted = [.. review.Rows.Index().Where(row => Values(row.Item, facet).Contains(value)).Select(row => row.Index + 1)];
            Assert.NotEmpty(wanted);
            await review.Page.Locator($"#facet-{facet}").SelectOptionAsync(value);
            await Expect(review.Page.Locator("#count")).ToContainTextAsync($"{wanted.Length} row");
            await review.List.FocusAsync();
            foreach (int number in wanted.Take(8))
            {
                await review.ShowsRowAsync(number);
                await review.PressAsync("j");
            }

            await review.Page.Locator($"#facet-{facet}").SelectOptionAsync("");
        }
    }

    [Fact]
    public async Task A_text_is_found_in_any_case_and_all_of_its_words_count()
    {
        await using Review review = await Review.StartAsync(chromium, lease);
        await review.Page.Locator("#text").FillAsync("MEANING building");
        await Expect(review.Page.Locator("#count")).ToContainTextAsync("match");
        string[] queries = await review.List.Locator("[role=option]:visible .query").AllTextContentsAsync() is { } texts ? [.. texts] : [];
        Assert.Contains("meaning of \"Base Building Systems\"", queries);
        Assert.True(queries.Length < review.Rows.Length / 2);
        await review.Page.Locator("#text").FillAsync("no row has this");
        await Expect(review.Page.Locator("#nothing")).ToContainTextAsync("Clear the filters");
        await Expect(review.Page.Locator("#detail")).ToBeHiddenAsync();
        await review.Page.GetByRole(AriaRole.Button, new() { Name = "Clear filters" }).ClickAsync();
        await Expect(review.Page.Locator("#count")).ToHaveTextAsync($"{review.Rows.Length} rows");
        await review.ShowsRowAsync(1);
    }

    [Fact]
    public async Task A_reload_shows_the_same_rows_and_the_same_one_of_them()
    {
        await using Review review = await Review.StartAsync(chromium, lease);
        await review.Page.Locator("#facet-kind").SelectOptionAsync("Lookup");
        await review.Page.Locator("#text").FillAsync("the");
        await Expect(review.Page).ToHaveURLAsync(new Regex("text=the"));
        await review.List.FocusAsync();
        await review.PressAsync("j", "j");
        await Expect(review.Selected).ToHaveAttributeAsync("aria-posinset", "3");
        string row = Chosen().Match(await review.Selected.InnerTextAsync()).Groups[1].Value;
        await Expect(review.Page).ToHaveURLAsync(new Regex($"kind=Lookup.*text=the.*row={row}$"));
        await review.ShowsRowAsync(int.Parse(row));
        string title = await review.Title.TextContentAsync() ?? "", count = await review.Page.Locator("#count").TextContentAsync() ?? "";

        await review.Page.ReloadAsync();
        await Expect(review.Title).ToHaveTextAsync(title);
        await Expect(review.Page.Locator("#count")).ToHaveTextAsync(count);
        await Expect(review.Selected).ToHaveAttributeAsync("aria-posinset", "3");
        await Expect(review.Page.Locator("#facet-kind")).ToHaveValueAsync("Lookup");
        await Expect(review.Page.Locator("#text")).ToHaveValueAsync("the");
        review.AssertQuiet();
    }

    [Fact]
    public async Task With_only_undecided_rows_each_decision_leaves_the_list_and_none_is_passed_over()
    {
        await using Review review = await Review.StartAsync(chromium, lease);
        int rows = review.Rows.Length;
        await review.Page.Locator("#facet-decision").SelectOptionAsync("Undecided");
        await Expect(review.Page.Locator("#count")).ToHaveTextAsync($"{rows} rows match");
        await review.List.FocusAsync();
        for (int number = 1; number <= 5; number++)
        {
            await review.DecideAsync(number % 2 == 0 ? "r" : "a", number);
            await Expect(review.Page.Locator("#count")).ToHaveTextAsync($"{rows - number} rows match");
        }

        await review.ShowsRowAsync(6);
        await review.PressAsync("u");
        await review.ShowsRowAsync(5);
        await Expect(review.Page.Locator("#count")).ToHaveTextAsync($"{rows - 4} rows match");
    }

    private static string[] Values(JsonElement row, string facet) => facet switch
    {
        "kind" => [row.TryGetProperty("kind", out JsonElement kind) ? kind.GetString()! : "Query"],
        "difficulty" => row.TryGetProperty("difficulty", out JsonElement difficulty) ? [difficulty.GetString()!] : [],
        "tool" => [.. Calls(row).Distinct()],
        _ when row.GetProperty("verdict").GetProperty("passed").GetBoolean() => ["Passed"],
        _ => [.. row.GetProperty("verdict").GetProperty("gates").EnumerateArray().Where(gate => gate.GetProperty("status").GetString() == "Failed").Select(gate => gate.GetProperty("gate").GetString()!)],
    };

    private static IEnumerable<string> Calls(JsonElement row) => row.TryGetProperty("messages", out JsonElement messages)
        ? messages.EnumerateArray().Where(message => message.TryGetProperty("tool_calls", out _))
            .SelectMany(message => message.GetProperty("tool_calls").EnumerateArray().Select(call => call.GetProperty("function").GetProperty("name").GetString()!))
        : row.GetProperty("tools").EnumerateArray().Select(call => call.GetProperty("name").GetString()!);

    [GeneratedRegex(@"\(([\d,]+)\)$")]
    private static partial Regex Counted();

    // The number of the row stands before its kind.
    [GeneratedRegex(@"(\d+) · Lookup")]
    private static partial Regex Chosen();
}
