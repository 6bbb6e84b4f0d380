using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace SynthGen.Browser.Tests;

/// <summary>A report opens from its file alone: it asks for nothing, complains of nothing, and axe-core finds no serious fault.</summary>
public sealed class ReportTests(Chromium chromium, LeaseDataset lease) : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("synthgen-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_report_is_whole_in_its_file()
    {
        chromium.Require();
        (string dataset, string index) = lease.CopyTo(_folder);
        string report = Path.Combine(_folder, "lease.html");
        ReviewProcess.Run($"Export-ToolReport '{report}' -DatasetPath '{dataset}' -Against '{dataset}' -PageIndex '{index}'");

        IPage page = await chromium.OpenAsync();
        List<string> requests = [], complaints = [];
        page.Context.Request += (_, request) => requests.Add(request.Url);
        page.Console += (_, message) => complaints.Add(message.Text);
        page.PageError += (_, error) => complaints.Add(error);
        foreach ((ColorScheme scheme, int width) in ((ColorScheme, int)[])[(ColorScheme.Light, 1280), (ColorScheme.Dark, 1280), (ColorScheme.Light, 400)])
        {
            await page.EmulateMediaAsync(new() { ColorScheme = scheme });
            await page.SetViewportSizeAsync(width, 800);
            await page.GotoAsync(new Uri(report).AbsoluteUri);
            await Expect(page.Locator("figure").First).ToBeVisibleAsync();
            AxeResult result = await page.RunAxe();
            Assert.NotEmpty(result.Passes);
            Assert.Equal([], result.Violations.Where(fault => fault.Impact is "serious" or "critical").Select(fault => $"{scheme} {width}: {fault.Id}: {fault.Nodes[0].Html}"));
            int[] widths = await page.EvaluateAsync<int[]>("[document.documentElement.scrollWidth, innerWidth]");
            Assert.True(widths[0] <= widths[1], $"{scheme}: {widths[0]} px are wider than {widths[1]}.");
        }

        Assert.Equal([], complaints);
        Assert.Equal([new Uri(report).AbsoluteUri], requests.Distinct());
        await page.Context.CloseAsync();
    }
}
