using System.Text.Json;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace SynthGen.Browser.Tests;

/// <summary>A dataset that is shown: its files, the command's process and the page in the browser.</summary>
internal sealed class Review : IAsyncDisposable
{
    private readonly string _folder;
    private readonly string? _index;
    private readonly List<string> _faults = [];
    private ReviewProcess? _process;

    private Review(string folder, string dataset, string? index) => (_folder, Dataset, _index) = (folder, dataset, index);

    public string Dataset { get; }

    public IPage Page { get; private set; } = null!;

    public ReviewProcess Process => _process!;

    /// <summary>The paths of all requests, with their queries, in order.</summary>
    public List<string> Requests { get; } = [];

    public ILocator List => Page.Locator("#list");

    public ILocator Selected => Page.Locator("#list [aria-selected=true]");

    public ILocator Title => Page.Locator("#row-title");

    public ILocator Status => Page.Locator("#status");

    public ILocator Alert => Page.Locator("#alert");

    /// <summary>The decisions on the disk, oldest first.</summary>
    public JsonElement[] Decisions
    {
        get
        {
            string path = Path.ChangeExtension(Dataset, ".review.jsonl");
            return File.Exists(path) ? [.. File.ReadAllLines(path).Select(line => JsonDocument.Parse(line).RootElement)] : [];
        }
    }

    /// <summary>The rows of the dataset.</summary>
    public JsonElement[] Rows => [.. File.ReadAllLines(Dataset).Select(line => JsonDocument.Parse(line).RootElement)];

    /// <summary>Shows the example document's rows.</summary>
    public static Task<Review> StartAsync(Chromium chromium, LeaseDataset lease, BrowserNewContextOptions? options = null)
    {
        chromium.Require();
        return StartAsync(chromium, lease.CopyTo, options);
    }

    /// <summary>Shows rows of a test's own.</summary>
    /// <param name="chromium">The browser.</param>
    /// <param name="make">Makes dataset and index in a folder.</param>
    /// <param name="options">How the browser shows it.</param>
    public static async Task<Review> StartAsync(Chromium chromium, Func<string, (string Dataset, string? Index)> make, BrowserNewContextOptions? options = null)
    {
        chromium.Require();
        string folder = Directory.CreateTempSubdirectory("synthgen-").FullName;
        Review review;
        try
        {
            (string dataset, string? index) = make(folder);
            review = new Review(folder, dataset, index);
        }
        catch
        {
            Directory.Delete(folder, recursive: true);
            throw;
        }

        try
        {
            await review.ShowAsync(chromium, options);
            return review;
        }
        catch
        {
            await review.DisposeAsync();
            throw;
        }
    }

    /// <summary>Shows the same files in a new process and a new page.</summary>
    public async Task RestartAsync(Chromium chromium)
    {
        await Page.Context.CloseAsync();
        _process?.Dispose();
        await ShowAsync(chromium, null);
    }

    /// <summary>Waits until a row of the dataset, by its number from one on, is shown.</summary>
    public async Task ShowsRowAsync(int number)
    {
        await Expect(Title).ToContainTextAsync(new System.Text.RegularExpressions.Regex($"^Row {number}(?!\\d)"));
        await IsLoadedAsync();
    }

    /// <summary>Waits until the selected row is shown, since keys decide on no other.</summary>
    public Task IsLoadedAsync() => Expect(Page.Locator("#detail")).Not.ToHaveAttributeAsync("aria-busy", "true");

    /// <summary>Presses keys one after the other.</summary>
    public async Task PressAsync(params string[] keys)
    {
        foreach (string key in keys)
            await Page.Keyboard.PressAsync(key);
    }

    /// <summary>Decides on the row that is shown and waits until the decision is acknowledged.</summary>
    public async Task DecideAsync(string key, int number)
    {
        await ShowsRowAsync(number);
        await PressAsync(key);
        await Expect(Status).ToContainTextAsync($"Row {number} {(key == "a" ? "accepted" : "rejected")}");
    }

    /// <summary>Asserts that no script, style, dialog or request was other than it should be.</summary>
    /// <param name="allowRefusals">Whether the server may have refused something, which the browser notes in its console.</param>
    public void AssertQuiet(bool allowRefusals = false) =>
        Assert.DoesNotContain(_faults, fault => !allowRefusals || !fault.Contains("the server responded with a status of 422", StringComparison.Ordinal));

    public async ValueTask DisposeAsync()
    {
        if (Page is not null)
            await Page.Context.CloseAsync();
        _process?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task ShowAsync(Chromium chromium, BrowserNewContextOptions? options)
    {
        _process = await ReviewProcess.ShowAsync(Dataset, _index, "ann");
        Page = await chromium.OpenAsync(options);
        string origin = new Uri(_process.Address).GetLeftPart(UriPartial.Authority);
        Page.Console += (_, message) => Note(message.Type is "error" or "warning", $"console: {message.Text}");
        Page.PageError += (_, error) => Note(true, $"error: {error}");
        Page.Dialog += (_, dialog) => Note(true, $"dialog: {dialog.Message}");
        Page.Dialog += async (_, dialog) => await dialog.AcceptAsync();
        Page.Context.Request += (_, request) =>
        {
            Note(!request.Url.StartsWith(origin + "/", StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal), $"request: {request.Url}");
            lock (Requests)
                Requests.Add(request.Url.Replace(origin, "", StringComparison.Ordinal));
        };
        await Page.GotoAsync(_process.Address);
        await Expect(Page.Locator("#list [role=option]:not(.waiting)").First).ToBeVisibleAsync();
        await Expect(List).ToBeFocusedAsync();
    }

    private void Note(bool isFault, string fault)
    {
        if (!isFault)
            return;
        lock (_faults)
            _faults.Add(fault);
    }
}
