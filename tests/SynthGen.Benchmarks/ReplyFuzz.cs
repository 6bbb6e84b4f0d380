using System.Diagnostics;
using System.Globalization;
using System.Text;
using SynthGen.Generation.Replies;
using SynthGen.Rows;

namespace SynthGen.Benchmarks;

/// <summary>
/// Feeds broken replies to the parser and broken quotes to the locator, for 60 seconds or as many as SYNTHGEN_FUZZ_SECONDS
/// says. SYNTHGEN_FUZZ_SEED repeats a run. The process fails on any exception and on any inconsistent result.
/// </summary>
internal static class ReplyFuzz
{
    private const int MostFailures = 10;

    private static readonly string[] Pieces =
    [
        "{", "}", "[", "]", ",", ":", "\"", "'", "\\", "\\u", "\\ud83d", "\\\"", "\n", "\0", " ", "```", "```json\n", "<think>", "</think>",
        "//", "/*", "*/", "\"queries\":", "\"query\":", "\"tools\":[", "\"name\":", "\"arguments\":", "\"evidence\":", "null", "true", "NaN",
        "-1.5e3", "1e999", "\uD83D", "\uDE00", "\uFEFF", "\u2028", "…", "“", "”", "...", "{\"queries\":[", "{\"query\":\"a\",", "\"evidence\":\"e\"}",
    ];

    private static readonly OcrPage Page = new(1, """
        The Specia l Counse l's investi-
        gation established that the tenant’s “cold store” — funded by Concord — spent $1,234.50
        on repairs. Section 600.8(c) requires a con-
        fidential report. “Nobody threw the switch by hand,” he wrote.

        On August 7, 2021, Anselm Fitch told Dagny Pelletier that the transfer switch had not been tested since
        October 2019. The Court held that the waiver of subrogation is void, and the insurer resigned itself to the loss.
        """);

    private static readonly string[] Seeds =
    [
        """{"queries":[]}""",
        """{"queries":[{"query":"What did the investigation establish?","tools":[{"name":"full_text_search","arguments":{"query":"investigation"}}],"evidence":"The Special Counsel's investigation established that"},{"query":"Which section wants a report?","tools":[{"name":"full_text_search","arguments":{"query":"Section 600.8(c)","limit":5}},{"name":"vector_search","arguments":{"query":"confidential report","deep":true,"filter":{"years":[2019,2021.5,null]}}}],"evidence":"requires a confidential report"},{"query":"Who threw the \"switch\"?","tools":[{"name":"vector_search","arguments":{"query":"switch \u2014 by hand\n"}}],"evidence":"“Nobody threw the switch by hand,” he wrote"}]}""",
        """[{"question":"When was the switch last tested?","tool_calls":[{"type":"function","function":{"name":"vector_search","arguments":"{\"query\":\"transfer switch\"}"}}],"evidence":{"quote":"the transfer switch had not been tested since October 2019"}},]""",
        "<think>The page speaks of {rent}.</think>\nHere you are:\n```json\n{'queries': [{'query': 'What is void?', 'tools': [{'name': 'vector_search', 'args': {'query': 'void'}}], // first\n 'quote': 'On August 7 ... the waiver of subrogation is void'}]}\n```",
    ];

    /// <summary>Runs and prints the results.</summary>
    public static void Run()
    {
        int seconds = Setting("SYNTHGEN_FUZZ_SECONDS", 60), seed = Setting("SYNTHGEN_FUZZ_SEED", Environment.TickCount & int.MaxValue);
        Random random = new(seed);
        long inputs = 0, rows = 0, complaints = 0, located = 0;
        int failures = 0;
        (double Milliseconds, int Length) slowest = default;
        Stopwatch clock = Stopwatch.StartNew();
        while (clock.Elapsed.TotalSeconds < seconds && failures < MostFailures)
        {
            string reply = inputs % 500 == 499 ? Pathological(random) : Mutated(random);
            inputs++;
            long start = Stopwatch.GetTimestamp();
            try
            {
                ReplyReading reading = ReplyParser.Parse(reply);
                double took = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
                slowest = took > slowest.Milliseconds ? (took, reply.Length) : slowest;
                rows += reading.Rows.Count;
                complaints += reading.Complaints.Count;
                located += Check(reading, random);
            }
            catch (Exception error)
            {
                failures++;
                Console.WriteLine($"{error}\nInput, UTF-16 in base 64: {Convert.ToBase64String(Encoding.Unicode.GetBytes(reply[..Math.Min(reply.Length, 20_000)]))}");
            }
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{inputs:N0} replies in {clock.Elapsed.TotalSeconds:F0} s (seed {seed}): {failures} exceptions; {rows:N0} rows, {complaints:N0} complaints, {located:N0} quotes located; slowest {slowest.Milliseconds:F0} ms for {slowest.Length:N0} characters"));
        if (failures > 0)
            Environment.ExitCode = 1;
    }

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out int value) ? value : otherwise;

    /// <summary>Checks the invariants of a result.</summary>
    private static int Check(ReplyReading reading, Random random)
    {
        int located = 0;
        if (reading.IsEmpty != (reading.Rows.Count + reading.Complaints.Count == 0))
            throw new InvalidOperationException("Neither rows nor complaints, and not empty.");

        EvidenceLocator locator = new(Page);
        foreach (ReplyRow row in reading.Rows.Take(10))
        {
            if (string.IsNullOrWhiteSpace(row.Query) || string.IsNullOrWhiteSpace(row.Quote) || row.Calls.Count == 0)
                throw new InvalidOperationException($"The row is not whole: {row}");

            foreach (string quote in new[] { row.Quote, Splice(row.Quote, random) })
            {
                if (locator.Locate(quote) is not { } found)
                    continue;
                if (!found.Evidence.IsIn(Page) || found.Score is < 0 or > 1)
                    throw new InvalidOperationException($"False evidence: {found}");
                located++;
            }
        }

        return located;
    }

    private static string Mutated(Random random)
    {
        string reply = Seeds[random.Next(Seeds.Length)];
        for (int times = random.Next(6); times >= 0; times--)
            reply = random.Next(4) == 0 ? FlipBytes(reply, random) : Splice(reply, random);
        return reply;
    }

    private static string FlipBytes(string reply, Random random)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(reply);
        for (int times = random.Next(1, 8); times > 0 && bytes.Length > 0; times--)
            bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
        return Encoding.UTF8.GetString(bytes);
    }

    /// <summary>Cuts, drops, doubles, moves, replaces or inserts a piece.</summary>
    private static string Splice(string reply, Random random)
    {
        int from = random.Next(reply.Length + 1), to = Math.Min(reply.Length, from + random.Next(random.Next(2) == 0 ? 4 : 80));
        int at = random.Next(reply.Length + 1);
        string piece = Pieces[random.Next(Pieces.Length)], other = Seeds[random.Next(Seeds.Length)];
        return random.Next(8) switch
        {
            0 => reply[..from],
            1 => reply[..from] + reply[to..],
            2 => reply[..to] + reply[from..],
            3 => reply.Insert(at, reply[from..to]),
            4 => reply[..from] + piece + reply[to..],
            5 => reply.Insert(at, string.Concat(Enumerable.Repeat(piece, random.Next(1, 70)))),
            6 => reply[..from] + other[random.Next(other.Length)..],
            _ => reply.Insert(at, piece),
        };
    }

    /// <summary>Repeats one to three pieces; this shows code that takes quadratic time.</summary>
    private static string Pathological(Random random)
    {
        string unit = string.Concat(Enumerable.Range(0, random.Next(1, 4)).Select(_ => Pieces[random.Next(Pieces.Length)]));
        string head = Seeds[random.Next(Seeds.Length)], tail = random.Next(2) == 0 ? "" : Seeds[random.Next(Seeds.Length)];
        return head[..random.Next(head.Length)] + string.Concat(Enumerable.Repeat(unit, random.Next(200_000) / unit.Length)) + tail;
    }
}
