using System.Management.Automation;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace SynthGen.Tests.Review;

/// <summary>A running Show-ToolDataset, as its page sees it: in at its address, with the cookie, and as the page's own origin.</summary>
internal sealed partial class ReviewPage : IDisposable
{
    private readonly HttpClient _client;

    private ReviewPage(HttpClient client) => _client = client;

    /// <summary>Waits until a text has the address, and uses the token in it.</summary>
    public static async Task<ReviewPage> OpenAsync(Func<CancellationToken, Task<string?>> read)
    {
        using CancellationTokenSource patience = new(TimeSpan.FromMinutes(2));
        Match address;
        do
            address = AddressPattern().Match(await read(patience.Token) ?? throw new EndOfStreamException("No address came."));
        while (!address.Success);

        // The handler keeps cookies, and follows the answer to the token.
        HttpClient client = new(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = new Uri(address.Groups[1].Value), Timeout = ReviewSite.Limit };
        client.DefaultRequestHeaders.Add("Origin", address.Groups[1].Value);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(address.Value)).StatusCode);
        return new ReviewPage(client);
    }

    public Task<string> GetAsync(string path) => _client.GetStringAsync(path);

    /// <summary>Sends a request, and returns its answer, which must be a good one.</summary>
    public async Task<string> PostAsync(string path, string body)
    {
        using StringContent content = new(body, Encoding.UTF8, "application/json");
        HttpResponseMessage answer = await _client.PostAsync(path, content);
        string text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, text);
        return text;
    }

    public Task<string> DecideAsync(int row, ReviewStatus decision) => PostAsync("/api/decisions", $$"""{"row":{{row}},"decision":"{{decision}}"}""");

    public void Dispose() => _client.Dispose();

    [GeneratedRegex(@"(http://127\.0\.0\.1:\d+)/\?token=[0-9a-f]{64}")]
    private static partial Regex AddressPattern();
}

/// <summary>Show-ToolDataset in a runspace, with its page.</summary>
internal sealed class ShownDataset : IDisposable
{
    private readonly PowerShell _shell;
    private readonly PSDataCollection<PSObject> _output = [];
    private readonly IAsyncResult _run;

    private ShownDataset(ModuleSession session, string script)
    {
        _shell = PowerShell.Create(session.Runspace).AddScript(script);
        _run = _shell.BeginInvoke<PSObject, PSObject>(null, _output);
    }

    public ReviewPage Page { get; private set; } = null!;

    public PSDataStreams Streams => _shell.Streams;

    /// <summary>Starts a script that ends in Show-ToolDataset, and opens the page.</summary>
    public static async Task<ShownDataset> StartAsync(ModuleSession session, string script)
    {
        ShownDataset shown = new(session, script);
        int next = 0;
        shown.Page = await ReviewPage.OpenAsync(async stop =>
        {
            while (shown.Streams.Information.Count <= next)
            {
                // Reading errors waits for the end of the command.
                if (shown._run.IsCompleted)
                    Assert.Fail(string.Join('\n', shown.Streams.Error));
                await Task.Delay(20, stop);
            }

            return shown.Streams.Information[next++].MessageData.ToString();
        });
        return shown;
    }

    /// <summary>Closes the page, and returns what the command gives.</summary>
    public async Task<IReadOnlyList<PSObject>> CloseAsync()
    {
        await Page.PostAsync("/api/close", "{}");
        return await EndAsync();
    }

    /// <summary>Waits for the end.</summary>
    public async Task<IReadOnlyList<PSObject>> EndAsync()
    {
        await Task.Factory.FromAsync(_run, _shell.EndInvoke).WaitAsync(ReviewSite.Limit);
        return [.. _output];
    }

    /// <summary>Presses Ctrl-C.</summary>
    public async Task StopAsync()
    {
        await _shell.StopAsync(null, null).WaitAsync(ReviewSite.Limit);
        Assert.Equal(PSInvocationState.Stopped, _shell.InvocationStateInfo.State);
    }

    public void Dispose()
    {
        Page?.Dispose();
        _shell.Dispose();
    }
}
