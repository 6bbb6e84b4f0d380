using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(SynthGen.Browser.Tests.Chromium))]

namespace SynthGen.Browser.Tests;

/// <summary>The machine's own Chromium, started once. Nothing is downloaded.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private const float Patience = 60_000; // ms

    private static readonly string[] _names = ["chromium", "chromium-browser", "google-chrome", "chrome.exe", "msedge.exe"];
    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private string? _whyNot;

    public async ValueTask InitializeAsync()
    {
        string? program = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .SelectMany(folder => _names.Select(name => Path.Combine(folder, name))).FirstOrDefault(File.Exists);
        if (program is null)
        {
            _whyNot = "There is no Chromium on the PATH.";
            return;
        }

        try
        {
            _playwright = await Playwright.CreateAsync();
            _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = program, Args = Environment.UserName == "root" ? ["--no-sandbox"] : [] });
        }
        catch (PlaywrightException exception)
        {
            _whyNot = $"{program} does not start: {exception.Message}";
        }

        Assertions.SetDefaultExpectTimeout(Patience);
    }

    /// <summary>Skips the test where there is no browser.</summary>
    public void Require() => Assert.SkipWhen(_whyNot is not null, _whyNot ?? "");

    /// <summary>Opens an empty page in a profile of its own.</summary>
    internal async Task<IPage> OpenAsync(BrowserNewContextOptions? options = null)
    {
        Require();
        IBrowserContext context = await _browser!.NewContextAsync(options ?? new() { ViewportSize = new() { Width = 1440, Height = 900 } });
        context.SetDefaultTimeout(Patience);
        return await context.NewPageAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
    }
}
