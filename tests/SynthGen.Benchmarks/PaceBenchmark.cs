using Microsoft.Extensions.Time.Testing;
using SynthGen.Models;
using SynthGen.Models.Pacing;
using SynthGen.TestServer;
using SynthGen.TestServer.Model;

namespace SynthGen.Benchmarks;

/// <summary>Measures the use of a quota of requests a minute and the number of refusals, in simulated time.</summary>
internal static class PaceBenchmark
{
    private const int Quota = 600;
    private const int Minutes = 5;
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(10);

    public static void Run()
    {
        foreach (bool details in (bool[])[true, false])
            Simulate(details).GetAwaiter().GetResult();
    }

    private static async Task Simulate(bool details)
    {
        FakeTimeProvider time = new(DateTimeOffset.UnixEpoch);
        ModelService service = new(new()
        {
            Time = time, Quota = new() { RequestsPerMinute = Quota }, QuotaDetails = details, Latency = Latency.Fixed(TimeSpan.FromSeconds(1.5)),
        });
        Random jitter = new(1);
        using RequestPace pace = new(new PaceLimits(), time, () => { lock (jitter) return jitter.NextDouble(); });
        using RetryingChatModel model = new(new SimulatedChatModel(service), pace, 5, time, () => .5);
        using CancellationTokenSource end = new();
        int next = 0;
        Task[] workers = [.. Enumerable.Range(0, PaceLimits.MostConcurrent).Select(_ => Task.Run(async () =>
        {
            while (!end.IsCancellationRequested)
            {
                int page = Interlocked.Increment(ref next);
                ChatRequest request = new([new(ChatRole.User, $"<page>\nThe tenant of warehouse {page} withheld rent for three months after the failure of the switch in the night.\n</page>")]);
                try
                {
                    await model.CompleteAsync(request, end.Token);
                }
                catch (OperationCanceledException)
                {
                    return;
                }
            }
        }))];

        Console.WriteLine($"quota {Quota} a minute, latency 1.5 s, nothing said by the user, 429s {(details ? "with" : "without")} details");
        (long Ok, long Refused) before = default;
        for (int minute = 1; minute <= Minutes; minute++)
        {
            for (TimeSpan passed = TimeSpan.Zero; passed < TimeSpan.FromMinutes(1); passed += Step)
            {
                time.Advance(Step);
                await Task.Delay(TimeSpan.FromMilliseconds(1));
            }

            long ok = service.Log.Statuses.GetValueOrDefault(200), refused = service.Log.Statuses.GetValueOrDefault(429);
            Console.WriteLine($"minute {minute}: {ok - before.Ok} answered ({100.0 * (ok - before.Ok) / Quota:0.0} % of the quota), {refused - before.Refused} refused");
            before = (ok, refused);
        }

        await end.CancelAsync();
        time.Advance(TimeSpan.FromMinutes(2));
        await Task.WhenAll(workers);
    }
}
