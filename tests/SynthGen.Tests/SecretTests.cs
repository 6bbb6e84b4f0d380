using System.Management.Automation;
using SynthGen.TestServer;
using SynthGen.TestServer.Faults;

namespace SynthGen.Tests;

/// <summary>No stream, journal or dataset shows a secret, and no server makes a command wait for ever.</summary>
public sealed class SecretTests : IDisposable
{
    private const string Key = "test-key-0123456789abcdef", Password = "hunter2-hunter2", Short = "s3cr3t";

    private readonly ModelSession _session = new();

    [Theory]
    [InlineData("New-SyntheticQuery OpenAI -Model probe -JournalPath j.jsonl -OutcomeVariable o -RetryLimit 0")]
    [InlineData("New-PageIndex -EmbeddingBackend OpenAI -Model probe -RetryLimit 0")]
    [InlineData("ForEach-Object { [SynthGen.SyntheticQuery]::new('q', [SynthGen.ToolCall[]]@(), 1) } | Measure-ToolModel OpenAI -Model probe -JournalPath j.jsonl -ResultPath r.jsonl -SummaryVariable o -RetryLimit 0")]
    public async Task The_secrets_of_an_endpoint_are_not_shown(string command)
    {
        await using ModelServer server = await ModelServer.StartAsync(new() { ApiKey = "another-key-0123456789", Faults = new ScriptedFaultPlan() });
        UriBuilder address = new(server.OpenAIEndpoint) { UserName = "user", Password = Password, Query = $"api-version=1&sig={Password}&code={Short}" };
        foreach (string endpoint in (string[])[address.Uri.AbsoluteUri, address.Uri.AbsoluteUri.Replace("127.0.0.1", "192.0.2.1"), address.Uri.AbsoluteUri.Replace("http:", "ftp:")])
        {
            foreach (string more in (string[])["-Verbose", "-WhatIf", "-Verbose -AllowUnencryptedAuthentication -TimeoutSec 1"])
            {
                if (endpoint.Contains("192.0.2.1", StringComparison.Ordinal) && more.Contains("Allow", StringComparison.Ordinal))
                    continue;
                ModuleSession.Result result = _session.Run(
                    $"$pages | {command} -Endpoint $endpoint -ApiKey $key {more} *>&1 | Out-String -Width 400",
                    ("pages", ModelSession.Pages(2)), ("endpoint", new Uri(endpoint)), ("key", new System.Net.NetworkCredential("", Key).SecurePassword));
                string all = string.Join('\n', [.. result.Output, .. result.Errors.Select(error => $"{error} {error.CategoryInfo} {error.TargetObject} {error.Exception}")]);
                Assert.All((string[])[Password, Short, Key], secret => Assert.DoesNotContain(secret, all));
            }
        }

        foreach (string file in Directory.EnumerateFiles(_session.Folder))
            Assert.All((string[])[Password, Short, Key], secret => Assert.DoesNotContain(secret, File.ReadAllText(file)));
    }

    [Theory]
    [InlineData("New-SyntheticQuery OpenAI -Model m")]
    [InlineData("New-SyntheticQuery Gemini")]
    [InlineData("New-PageIndex -EmbeddingBackend OpenAI -Model m")]
    public void A_key_that_is_too_short_to_be_masked_is_refused(string command)
    {
        ErrorRecord error = Assert.Single(_session.Run(
            $"$pages | {command} -Endpoint http://127.0.0.1:9 -ApiKey $key", ("pages", ModelSession.Pages(1)), ("key", new System.Net.NetworkCredential("", "ollama789").SecurePassword)).Errors);
        Assert.StartsWith("ApiKeyTooShort,", error.FullyQualifiedErrorId);
        Assert.Equal(ErrorCategory.AuthenticationError, error.CategoryInfo.Category);
        Assert.Contains("-NoKey", error.ErrorDetails.Message);
        Assert.DoesNotContain("ollama", error.ErrorDetails.Message);
    }

    [Theory]
    [InlineData("10")]
    [InlineData("0:0:10")]
    [InlineData("([timespan]'0:0:10')")]
    [InlineData("'10'")]
    public async Task A_wait_beyond_MaxWait_ends_the_run_with_the_time_to_come_back(string maxWait)
    {
        await using ModelServer server = await ModelServer.StartAsync(new() { Faults = new ScriptedFaultPlan().EveryAlways(Behavior.Wait(TimeSpan.FromSeconds(900))) });
        ModuleSession.Result result = _session.Run(
            $"$pages | New-SyntheticQuery OpenAI -NoKey -Endpoint {server.OpenAIEndpoint} -Model probe -ThrottleLimit 1 -OutcomeVariable o -MaxWait {maxWait}; $o", ("pages", ModelSession.Pages(3)));
        Assert.Contains("Come back after 20", Assert.Single(result.Warnings));
        Assert.Equal((3, 0), (result.Of<GenerationSummary>()[0].Pending, result.Of<GenerationSummary>()[0].Failed));
        Assert.Equal(1, server.Log.Count);

        ErrorRecord refused = Assert.Single(_session.Run(
            $"$pages | New-PageIndex -EmbeddingBackend OpenAI -NoKey -Endpoint {server.OpenAIEndpoint} -Model probe -MaxWait {maxWait}").Errors);
        Assert.Equal(ErrorCategory.QuotaExceeded, refused.CategoryInfo.Category);
        Assert.Contains("Come back after 20", refused.ErrorDetails.Message);
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("soon")]
    [InlineData("NaN")]
    [InlineData("31.0:0:0")]
    [InlineData("99999999999")]
    public void What_is_no_wait_is_refused(string maxWait) => Assert.StartsWith("ParameterArgumentTransformationError,", Assert.Single(_session.Run(
        $"$pages | New-SyntheticQuery OpenAI -NoKey -Endpoint http://127.0.0.1:9 -Model m -MaxWait {maxWait}", ("pages", ModelSession.Pages(1))).Errors).FullyQualifiedErrorId);

    public void Dispose() => _session.Dispose();
}
