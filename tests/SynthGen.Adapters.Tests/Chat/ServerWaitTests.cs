using System.Globalization;
using Microsoft.Extensions.Time.Testing;
using SynthGen.Adapters.Chat;
using SynthGen.Models;

namespace SynthGen.Adapters.Tests.Chat;

/// <summary>Servers name waits in many forms; none of them stops time.</summary>
public sealed class ServerWaitTests
{
    private static readonly DateTimeOffset Now = new(2026, 7, 1, 12, 0, 0, TimeSpan.Zero);

    // {0} stands for the seconds, {1} for the date, {2} for Unix seconds, {3} for Unix milliseconds, {4} for milliseconds.
    private static readonly (string Header, string Form)[] Headers =
    [
        ("Retry-After", "{0}"), ("Retry-After", "{0}.0"), ("Retry-After", "{0}s"), ("Retry-After", "{1}"), ("retry-after-ms", "{4}"),
        ("x-ratelimit-reset-requests", "{0}"), ("x-ratelimit-reset-requests", "{0}s"), ("x-ratelimit-reset-requests", "{4}ms"), ("x-ratelimit-reset-requests", "{2}"),
        ("x-ratelimit-reset-requests", "{3}"), ("x-ratelimit-reset-requests", "{1}"), ("x-ratelimit-reset-tokens", "{0}s"), ("x-ratelimit-reset", "{2}"),
    ];

    private static readonly string[] Bodies =
    [
        "{{\"error\":{{\"code\":429,\"message\":\"no\",\"details\":[{{\"@type\":\"type.googleapis.com/google.rpc.RetryInfo\",\"retryDelay\":\"{0}s\"}}]}}}}",
        "{{\"error\":{{\"message\":\"Please try again in {0}s.\"}}}}",
        "{{\"error\":{{\"message\":\"Please retry after {0} seconds.\"}}}}",
        "{{\"error\":{{\"message\":\"no\",\"metadata\":{{\"headers\":{{\"X-RateLimit-Reset\":\"{3}\"}}}}}}}}",
    ];

    public static TheoryData<string, string> Forms()
    {
        TheoryData<string, string> forms = [];
        foreach ((string header, string form) in Headers)
            forms.Add(header, form);
        foreach (string body in Bodies)
            forms.Add("", body);
        return forms;
    }

    [Theory, MemberData(nameof(Forms))]
    public async Task A_wait_is_waited_for_up_to_the_longest_and_ends_the_run_beyond_it(string header, string form)
    {
        Assert.Equal((ChatErrorKind.RateLimited, 60), await Ask(header, form, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1)));
        Assert.Equal((ChatErrorKind.DailyQuota, 61), await Ask(header, form, TimeSpan.FromSeconds(61), TimeSpan.FromMinutes(1)));
        Assert.Equal((ChatErrorKind.DailyQuota, 30), await Ask(header, form, TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(10)));
        Assert.Equal((ChatErrorKind.RateLimited, 3 * 3600), await Ask(header, form, TimeSpan.FromHours(3), TimeSpan.FromDays(1)));
        Assert.Equal((ChatErrorKind.DailyQuota, 60 * 86400), await Ask(header, form, TimeSpan.FromDays(60), TimeSpan.FromHours(1)));
    }

    [Theory, MemberData(nameof(Forms))]
    public async Task A_wait_of_more_than_a_year_counts_as_if_it_were_not_there(string header, string form)
    {
        foreach (TimeSpan wait in (TimeSpan[])[TimeSpan.FromDays(366), TimeSpan.FromDays(366 * 100), TimeSpan.FromSeconds(99_999_999_999)])
            Assert.Equal((ChatErrorKind.RateLimited, null), await Ask(header, form, wait, TimeSpan.FromHours(1)));
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("-99999999999")]
    [InlineData("99999999999")]
    [InlineData("99999999999999999999999")]
    [InlineData("1e400")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("-Infinity")]
    [InlineData("Fri, 31 Dec 9999 23:59:59 GMT")]
    [InlineData("0x10")]
    [InlineData("soon")]
    [InlineData("")]
    public async Task What_cannot_be_a_wait_counts_as_if_it_were_not_there(string text)
    {
        foreach (string header in Headers.Select(pair => pair.Header).Distinct())
            Assert.Equal((ChatErrorKind.RateLimited, null), await AskText(header, text, "", TimeSpan.FromHours(1)));
        foreach (string body in Bodies)
            Assert.Equal((ChatErrorKind.RateLimited, null), await AskText("", "", string.Format(CultureInfo.InvariantCulture, body, text, text, text, text), TimeSpan.FromHours(1)));

        // And the next one that can be is used.
        Assert.Equal((ChatErrorKind.RateLimited, 7), await AskText("retry-after-ms", text, "", TimeSpan.FromHours(1), ("Retry-After", "7")));
        Assert.Equal((ChatErrorKind.RateLimited, 7), await AskText("Retry-After", text, "", TimeSpan.FromHours(1), ("x-ratelimit-remaining-requests", "0"), ("x-ratelimit-reset-requests", "7s")));
        Assert.Equal(
            (ChatErrorKind.RateLimited, 7),
            await AskText("Retry-After", "7", string.Format(CultureInfo.InvariantCulture, Bodies[0], text), TimeSpan.FromHours(1)));
    }

    private static Task<(ChatErrorKind Kind, double? Seconds)> Ask(string header, string form, TimeSpan wait, TimeSpan maxWait)
    {
        // A date has no more than four digits of a year.
        DateTimeOffset end = wait > TimeSpan.FromDays(365 * 1000) ? DateTimeOffset.MaxValue : Now + wait;
        string text = string.Format(
            CultureInfo.InvariantCulture, form, (long)wait.TotalSeconds, end.ToString("R", CultureInfo.InvariantCulture), end.ToUnixTimeSeconds(), end.ToUnixTimeMilliseconds(), (long)wait.TotalMilliseconds);
        return header.Length > 0 ? AskText(header, text, "", maxWait) : AskText("", "", text, maxWait);
    }

    private static async Task<(ChatErrorKind Kind, double? Seconds)> AskText(string header, string text, string body, TimeSpan maxWait, params (string, string)[] more)
    {
        (string, string)[] used = header.Length == 0 ? []
            : [(header, text), ("x-ratelimit-remaining-requests", header.EndsWith("requests", StringComparison.Ordinal) || header == "x-ratelimit-reset" ? "0" : "5"), ("x-ratelimit-remaining-tokens", header.EndsWith("tokens", StringComparison.Ordinal) ? "0" : "5")];
        (string, string)[] headers = [.. used.Where(one => more.All(other => other.Item1 != one.Item1)), .. more];
        await using ScriptedServer server = await ScriptedServer.StartAsync(new Reply(body, 429, headers));
        using IChatModel model = new ChatModelFactory(new FakeTimeProvider(Now)).Create(Chat.Ask.Settings(ChatService.OpenAI, server) with { MaxWait = maxWait });
        ChatException fault = await Assert.ThrowsAsync<ChatException>(() => model.CompleteAsync(Chat.Ask.Request, CancellationToken.None));
        return (fault.Fault, fault.RetryAfter?.TotalSeconds);
    }
}
