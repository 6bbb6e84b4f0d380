using SynthGen.Models.Pacing;

namespace SynthGen.Benchmarks.Scale;

/// <summary>
/// What 64 tasks do under a quota that they share, in simulated time: each spaces its requests by the schedule of the product's
/// own pace at its part of the quota, a request takes a few seconds, and a task that crashes comes back later, goes on from its journal and asks
/// again for what was on its way.
/// </summary>
internal static class ClusterSimulation
{
    private const int Tasks = 64;
    private const int Quota = 4_000;
    private const int MostInFlight = 128;
    private const double MeanLatency = 6;

    // Slurm lets a task wait two minutes; starting, reading the document and opening the journal take the rest.
    private const double Restart = 150;

    private static readonly DateTimeOffset Start = DateTimeOffset.UnixEpoch;

    public static void Run(int pages)
    {
        Console.WriteLine(FormattableString.Invariant($"{Tasks} tasks, a quota of {Quota:#,0} requests a minute, requests of {MeanLatency} s on average, {Restart} s until a crashed task is back; simulated:"));
        Print("no task crashes", Simulate(pages, 0, Quota / Tasks));
        Print("1 % crash an hour", Simulate(pages, .01, Quota / Tasks));
        Print("half of them crash an hour", Simulate(pages, .5, Quota / Tasks));
        Print("1 %, each with twice its part of the quota", Simulate(pages, .01, 2 * Quota / Tasks));
    }

    private static void Print(string what, Outcome outcome) => Console.WriteLine(FormattableString.Invariant(
        $"  {what}: {outcome.Hours:0.00} hours ({outcome.ShareOfQuota:0.0 %} of the quota), {outcome.Crashes} crashes, {outcome.Again:#,0} requests sent again after them, {outcome.Refused:#,0} refused, the first task done {outcome.Hours - outcome.FirstDone:0.00} hours before the last"));

    private static Outcome Simulate(int pages, double crashesAnHour, double perMinute)
    {
        Random random = new(7);
        Worker[] workers = [.. Enumerable.Range(0, Tasks).Select(task => new Worker { Left = (pages + task) / Tasks, Schedule = NewSchedule(perMinute) })];
        PriorityQueue<(Worker Worker, Kind Kind, int Life), double> events = new();
        foreach (Worker worker in workers)
        {
            Send(worker, random.NextDouble());
            AwaitCrash(worker, 0);
        }

        int crashes = 0, sentInMinute = 0;
        long again = 0, refused = 0, minute = 0;
        double end = 0, firstDone = double.MaxValue;
        while (events.TryDequeue(out (Worker Worker, Kind Kind, int Life) item, out double now))
        {
            (Worker worker, Kind kind, int life) = item;
            if (life != worker.Life || worker.IsDone)
                continue;
            worker.IsSending &= kind != Kind.Send;
            switch (kind)
            {
                case Kind.Send when worker.Left > 0 && worker.InFlight < MostInFlight:
                    TimeSpan wait = worker.Schedule.Delay(Start.AddSeconds(now));
                    if (wait > TimeSpan.Zero)
                    {
                        Send(worker, now + wait.TotalSeconds);
                        break;
                    }

                    worker.Schedule.Add(Start.AddSeconds(now), 1);
                    if ((long)(now / 60) != minute)
                        (minute, sentInMinute) = ((long)(now / 60), 0);
                    worker.InFlight++;
                    worker.Left--;
                    bool isRefused = ++sentInMinute > Quota;
                    refused += isRefused ? 1 : 0;
                    events.Enqueue((worker, isRefused ? Kind.Refused : Kind.Answered, life), isRefused ? ((minute + 1) * 60) + random.NextDouble() : now - (MeanLatency * Math.Log(1 - random.NextDouble())));
                    Send(worker, now);
                    break;
                case Kind.Answered or Kind.Refused:
                    worker.InFlight--;
                    worker.Left += kind == Kind.Refused ? 1 : 0;
                    if (worker is { Left: 0, InFlight: 0 })
                    {
                        worker.IsDone = true;
                        (end, firstDone) = (Math.Max(end, now), Math.Min(firstDone, now));
                    }
                    else
                    {
                        Send(worker, now);
                    }

                    break;
                case Kind.Crash:
                    crashes++;
                    again += worker.InFlight;
                    worker.Left += worker.InFlight;
                    (worker.InFlight, worker.IsSending, worker.Schedule) = (0, false, NewSchedule(perMinute));
                    worker.Life++;
                    Send(worker, now + Restart);
                    AwaitCrash(worker, now + Restart);
                    break;
            }
        }

        return new Outcome(end / 3600, firstDone / 3600, (pages + again) / (end / 60) / Quota, crashes, again, refused);

        // The next request of a worker is one event at a time.
        void Send(Worker worker, double at)
        {
            if (worker.IsSending || worker.Left == 0)
                return;
            worker.IsSending = true;
            events.Enqueue((worker, Kind.Send, worker.Life), at);
        }

        void AwaitCrash(Worker worker, double from)
        {
            if (crashesAnHour > 0)
                events.Enqueue((worker, Kind.Crash, worker.Life), from - (3600 / crashesAnHour * Math.Log(1 - random.NextDouble())));
        }
    }

    private static RateSchedule NewSchedule(double perMinute) => new() { PerMinute = perMinute * .99 };

    private enum Kind
    {
        Send,
        Answered,
        Refused,
        Crash,
    }

    private sealed class Worker
    {
        public required RateSchedule Schedule;
        public required int Left;
        public int InFlight, Life;
        public bool IsDone, IsSending;
    }

    private sealed record Outcome(double Hours, double FirstDone, double ShareOfQuota, int Crashes, long Again, long Refused);
}
