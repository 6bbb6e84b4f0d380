using System.Diagnostics;
using System.Globalization;
using SynthGen.Retrieval;

namespace SynthGen.Benchmarks;

/// <summary>Measures how many Template conversations of a real document pass the gates, and how many planted faults the gates catch.</summary>
/// <remarks>
/// Faults are planted in conversations that pass. SYNTHGEN_BENCHMARK_SEED makes other conversations and faults,
/// SYNTHGEN_BENCHMARK_SHOW prints what was lost and the faults that were not caught.
/// </remarks>
internal static class ConversationGateBenchmark
{
    private const int Count = 500, PerKind = 100;

    public static void Run()
    {
        using ModuleRunspace runspace = new();
        int seed = int.Parse(Environment.GetEnvironmentVariable("SYNTHGEN_BENCHMARK_SEED") ?? "0", CultureInfo.InvariantCulture);
        bool shows = Environment.GetEnvironmentVariable("SYNTHGEN_BENCHMARK_SHOW") is { Length: > 0 };
        OcrPage[] pages = [.. runspace.Run<OcrPage>("$pages = @(Split-OcrDocument -LiteralPath $document); $pages")];
        using IPageIndex index = runspace.Run<IPageIndex>("$index = $pages | New-PageIndex; , $index")[0];
        long begin = Stopwatch.GetTimestamp();
        ToolConversation[] rows = [.. runspace.Run<ToolConversation>("$pages | New-ToolConversation -PageIndex $index -Count $count -Seed $seed -WarningAction Ignore", ("seed", seed), ("count", Count))];
        Console.WriteLine(Text($"{BenchmarkDocument.Name}: {rows.Length} conversations in {Stopwatch.GetElapsedTime(begin).TotalSeconds:0.0} s, {string.Join(", ", rows.GroupBy(row => row.Difficulty).OrderBy(group => group.Key).Select(group => $"{group.Count()} {group.Key?.ToString() ?? "without a page"}"))}"));

        begin = Stopwatch.GetTimestamp();
        ToolConversation[] tested = Test(rows);
        double seconds = Stopwatch.GetElapsedTime(begin).TotalSeconds;
        ToolConversation[] lost = [.. tested.Where(row => !row.Verdict!.Passed)], passed = [.. tested.Where(row => row.Verdict!.Passed)];
        Console.WriteLine(Text($"good conversations lost {(double)lost.Length / tested.Length:p1}, {rows.Length / seconds:n0} conversations/s: {string.Join(", ", lost.GroupBy(row => $"{row.Kind} {row.Verdict}").OrderByDescending(group => group.Count()).Select(group => $"{group.Count()} {group.Key}"))}"));
        foreach (ToolConversation row in shows ? lost : [])
            Show(row);

        foreach ((string kind, QualityGate gate, ToolConversation[] planted) in new ConversationFaults(pages, passed, seed).All(PerKind))
            Report(kind, planted, Test(planted, gate == QualityGate.KindProven ? "-Gate AnswerGrounded, KindProven" : $"-Gate {gate}"));
        ToolConversation[] copies = [.. passed.Take(PerKind).Select(row => row with { Messages = [.. row.Messages.Select(message => message.Role == MessageRole.User ? message with { Text = $" {message.Text!.ToUpperInvariant().TrimEnd('?', '.')} !" } : message)] })];
        Report("copies: case, marks and space", copies, Test([.. passed, .. copies], "-Gate Duplicate")[passed.Length..]);

        ToolConversation[] Test(ToolConversation[] given, string arguments = "") => [.. runspace.Run<ToolConversation>(
            $"$given | Test-SyntheticQuery -PageIndex $index -WarningAction Ignore {arguments}", ("given", given), ("index", index))];

        void Report(string kind, ToolConversation[] planted, ToolConversation[] judged)
        {
            ToolConversation[] missed = [.. judged.Where(row => row.Verdict!.Passed)];
            Console.WriteLine(Text($"{kind,-44} planted {planted.Length,4}, caught {100.0 * (planted.Length - missed.Length) / Math.Max(1, planted.Length),5:0.0} %: {string.Join(", ", judged.GroupBy(row => row.Verdict!.ToString()).OrderByDescending(group => group.Count()).Select(group => $"{group.Count()} {group.Key}"))}"));
            foreach (ToolConversation row in shows ? missed.Take(6) : [])
                Show(row);
        }
    }

    private static void Show(ToolConversation row)
    {
        Console.WriteLine($"  --- {row.Kind} {row.Verdict?.Rejection?.Detail} pages {string.Join(", ", row.Pages.Select(page => page.Label))}");
        foreach (ConversationMessage message in row.Messages)
            Console.WriteLine($"      {(message.ToString() is { Length: > 420 } text ? text[..420] : message.ToString())}");
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
