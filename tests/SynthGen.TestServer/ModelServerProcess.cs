using System.Diagnostics;
using System.Text.Json;

namespace SynthGen.TestServer;

/// <summary>A <see cref="ModelServer"/> in a process of its own, so that a benchmark does not share heap and threads with it.</summary>
public sealed class ModelServerProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly HttpClient _client;

    private ModelServerProcess(Process process, Uri address)
    {
        _process = process;
        _client = new HttpClient { BaseAddress = address };
    }

    /// <summary>The server's address.</summary>
    public Uri Address => _client.BaseAddress!;

    /// <summary>Its address as Gemini's SDKs take it: without <c>/v1beta</c>.</summary>
    public Uri GeminiEndpoint => Address;

    /// <summary>Its address as OpenAI's SDKs take it: with <c>/v1</c>.</summary>
    public Uri OpenAIEndpoint => new(Address, "v1");

    /// <summary>Starts it.</summary>
    /// <param name="args">As in <see cref="CommandLineOptions.Usage"/>.</param>
    /// <exception cref="InvalidOperationException">It did not start; the message says why.</exception>
    public static async Task<ModelServerProcess> StartAsync(params string[] args)
    {
        ProcessStartInfo start = new(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add("exec");
        start.ArgumentList.Add(typeof(ModelServerProcess).Assembly.Location);
        start.ArgumentList.Add("--until-input-ends");
        foreach (string arg in args)
            start.ArgumentList.Add(arg);
        Process process = Process.Start(start)!;
        if (await process.StandardOutput.ReadLineAsync() is string address)
            return new ModelServerProcess(process, new Uri(address));

        string error = await process.StandardError.ReadToEndAsync();
        process.Dispose();
        throw new InvalidOperationException(error);
    }

    /// <summary>Its log, as <c>GET /_log</c> gives it: total, statuses, faults, and with <paramref name="isWhole"/> pages and requests.</summary>
    public async Task<JsonElement> ReadLogAsync(bool isWhole = true)
    {
        using JsonDocument log = JsonDocument.Parse(await _client.GetByteArrayAsync(isWhole ? "/_log" : "/_log?summary"));
        return log.RootElement.Clone();
    }

    /// <summary>Clears its log.</summary>
    public async Task ResetAsync() => (await _client.PostAsync("/_reset", null)).Dispose();

    /// <summary>Ends it.</summary>
    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        if (!_process.HasExited)
            _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
