using Microsoft.Extensions.Time.Testing;
using SynthGen.Quality;
using SynthGen.TestServer.Quota;

namespace SynthGen.TestServer.Tests;

public sealed class QuotaModelTests
{
    // 2026-03-02 20:00 UTC is noon Pacific.
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 2, 20, 0, 0, TimeSpan.Zero));

    [Theory]
    [InlineData(QuotaWindow.TokenBucket, 600, 1200)]
    [InlineData(QuotaWindow.Sliding, 600, 600)]
    [InlineData(QuotaWindow.Fixed, 600, 1200)]
    public void A_greedy_client_gets_the_quota_and_no_more(QuotaWindow window, int least, int mostInAnyMinute)
    {
        QuotaModel quota = new(new() { RequestsPerMinute = 600, Window = window }, _time);
        List<int> granted = [];
        for (int tick = 0; tick < 6000; tick++)
        {
            int count = 0;
            while (quota.Take(1).IsGranted)
                count++;
            granted.Add(count);
            _time.Advance(TimeSpan.FromMilliseconds(50));
        }

        for (int start = 0; start + 1200 <= granted.Count; start++)
            Assert.InRange(granted.Skip(start).Take(1200).Sum(), start < 1200 ? least : 590, mostInAnyMinute);
        int all = granted.Sum();
        Assert.InRange(all, 3000, window is QuotaWindow.TokenBucket ? 3600 : 3000);
    }

    [Theory]
    [InlineData(QuotaWindow.TokenBucket)]
    [InlineData(QuotaWindow.Sliding)]
    [InlineData(QuotaWindow.Fixed)]
    public void Who_waits_as_told_is_granted(QuotaWindow window)
    {
        QuotaModel quota = new(new() { RequestsPerMinute = 7, TokensPerMinute = 1000, Window = window }, _time);
        for (int i = 0; i < 200; i++)
        {
            int tokens = 50 + i * 37 % 300;
            QuotaVerdict verdict = quota.Take(tokens);
            if (!verdict.IsGranted)
            {
                Assert.InRange(verdict.RetryAfter, TimeSpan.FromTicks(1), TimeSpan.FromMinutes(1));
                // Half of the wait is not enough: the server does not ask for more than it needs.
                _time.Advance(verdict.RetryAfter / 2);
                Assert.False(quota.Take(tokens).IsGranted);
                _time.Advance(verdict.RetryAfter / 2 + TimeSpan.FromTicks(1));
                Assert.True(quota.Take(tokens).IsGranted);
            }
        }
    }

    [Fact]
    public void The_violations_are_named()
    {
        QuotaModel quota = new(new() { RequestsPerMinute = 2, TokensPerMinute = 100, RequestsPerDay = 3, Window = QuotaWindow.Sliding }, _time);
        Assert.True(quota.Take(60).IsGranted);
        Assert.Equal([QuotaKind.TokensPerMinute], Kinds(quota.Take(60)));
        Assert.True(quota.Take(10).IsGranted);
        Assert.Equal([QuotaKind.RequestsPerMinute], Kinds(quota.Take(10)));
        _time.Advance(TimeSpan.FromMinutes(1));
        QuotaVerdict third = quota.Take(100);
        Assert.Equal((1, 0), (third.Requests!.Value.Remaining, third.Tokens!.Value.Remaining));
        QuotaVerdict fourth = quota.Take(1);
        Assert.Equal([QuotaKind.TokensPerMinute, QuotaKind.RequestsPerDay], Kinds(fourth));
        Assert.True(fourth.IsDaily);
    }

    [Fact]
    public void The_day_turns_at_midnight_pacific()
    {
        QuotaModel quota = new(new() { RequestsPerDay = 1 }, _time);
        Assert.True(quota.Take(1).IsGranted);
        Assert.Equal(TimeSpan.FromHours(12), quota.DayReset);
        _time.Advance(TimeSpan.FromHours(12) - TimeSpan.FromSeconds(1));
        Assert.False(quota.Take(1).IsGranted);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(0, quota.UsedToday);
        Assert.True(quota.Take(1).IsGranted);
    }

    [Fact]
    public void A_bucket_can_hold_a_second_only()
    {
        QuotaModel quota = new(new() { RequestsPerMinute = 600, Burst = 10 }, _time);
        Assert.Equal(10, Enumerable.Range(0, 30).Count(_ => quota.Take(1).IsGranted));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(10, Enumerable.Range(0, 30).Count(_ => quota.Take(1).IsGranted));
    }

    private static IEnumerable<QuotaKind> Kinds(QuotaVerdict verdict) => verdict.Violations.Select(violation => violation.Kind);
}
