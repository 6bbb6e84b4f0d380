using System.Diagnostics;
using System.Text;
using SynthGen.Hashing;
using SynthGen.Retrieval;
using SynthGen.Tools;

namespace SynthGen.Benchmarks;

/// <summary>Measures the speed of building and searching an index, and how often the searches of generated rows find their page.</summary>
internal static class IndexBenchmark
{
    private const int Pages = 10_000, Dimensions = 256;

    public static void Run()
    {
        Vectors();
        Build(BenchmarkDocument.Name, Document());
        Build("made up", MakePages());
    }

    /// <summary>Measures hit@k of rows from the Template backend, for each tool and each search.</summary>
    public static void Retrieval()
    {
        using ModuleRunspace runspace = new();
        OcrPage[] pages = Document();
        using PageIndex index = Index(runspace, pages);
        IReadOnlyList<SyntheticQuery> rows = runspace.Run<SyntheticQuery>("$pages | New-SyntheticQuery -Backend Template", ("pages", pages));
        Console.WriteLine($"{rows.Count} rows of {pages.Length} pages of {BenchmarkDocument.Name}");
        foreach (ToolDefinition tool in BuiltInTools.All)
        {
            Hits(index, $"{tool.Name} calls", [.. rows.SelectMany(row => row.Tools.Where(call => call.Name == tool.Name).Select(call => ((string)call.Arguments["query"]!, row.Page)))]);
        }

        Random random = new(1);
        Hits(index, "evidence as it stands", [.. rows.Select(row => (row.Evidence!.Quote, row.Page))]);
        Hits(index, "evidence, a letter of ten misread", [.. rows.Select(row => (Misread(row.Evidence!.Quote, random), row.Page))]);
    }

    private static void Hits(PageIndex index, string what, (string Query, int Page)[] calls)
    {
        foreach (ToolDefinition tool in BuiltInTools.All)
        {
            int[] ranks = [.. calls.Select(call => index.Search(tool.Name, call.Query, 10).FirstOrDefault(hit => hit.Page == call.Page)?.Rank ?? int.MaxValue)];
            Console.WriteLine($"{what,-48} {calls.Length,5} by {tool.Name,-16} hit@1 {Share(1):0.000}  hit@5 {Share(5):0.000}  hit@10 {Share(10):0.000}");

            double Share(int top) => ranks.Count(rank => rank <= top) / (double)ranks.Length;
        }
    }

    private static string Misread(string text, Random random) =>
        string.Concat(text.Select(c => char.IsAsciiLetter(c) && random.Next(10) == 0 ? (char)('a' + random.Next(26)) : c));

    private static void Vectors()
    {
        Random random = new(1);
        float[][] rows = [.. Enumerable.Range(0, Pages).Select(_ => Vector())];
        float[][] queries = [.. Enumerable.Range(0, 2000).Select(_ => Vector())];
        VectorSet set = new(Dimensions, [.. rows.Select((row, i) => new PageVector(i, row))]);
        foreach (float[] row in rows)
            Normalize(row);

        // Both are warmed up; then the best of three counts.
        double fast = Math.Max(Rate(queries, query => set.Find(query, 10)), Rate(queries, query => set.Find(query, 10)));
        fast = Math.Max(fast, Rate(queries, query => set.Find(query, 10)));
        float[][] few = queries[..200];
        double naive = Math.Max(Rate(few, query => Naive(rows, query)), Rate(few, query => Naive(rows, query)));
        Console.WriteLine($"vector search, {Pages:n0} x {Dimensions}, top 10, one thread: {fast:n0} queries/s; a scalar loop and a sort: {naive:n0} queries/s");

        float[] Vector() => [.. Enumerable.Range(0, Dimensions).Select(_ => (float)(random.NextDouble() - .5))];
    }

    private static void Normalize(float[] row)
    {
        float length = MathF.Sqrt(row.Sum(value => value * value));
        for (int i = 0; i < row.Length; i++)
            row[i] /= length;
    }

    private static int[] Naive(float[][] rows, float[] query)
    {
        float[] scores = new float[rows.Length];
        for (int i = 0; i < rows.Length; i++)
        {
            float sum = 0;
            for (int j = 0; j < query.Length; j++)
                sum += rows[i][j] * query[j];
            scores[i] = sum;
        }

        int[] order = [.. Enumerable.Range(0, rows.Length)];
        Array.Sort([.. scores.Select(score => -score)], order);
        return order[..10];
    }

    private static double Rate<T>(T[] queries, Action<T> run)
    {
        Stopwatch watch = Stopwatch.StartNew();
        foreach (T query in queries)
            run(query);
        return queries.Length / watch.Elapsed.TotalSeconds;
    }

    /// <summary>Builds an index of so many pages: those of the document, again and again under other names.</summary>
    public static void BuildCopies(int count)
    {
        string path = Path.Combine(Path.GetTempPath(), $"synthgen-benchmark-{Environment.ProcessId}.db");
        try
        {
            using ModuleRunspace runspace = new();
            OcrPage[] document = Document();
            IEnumerable<OcrPage> pages = Enumerable.Range(0, count).Select(i => document[i % document.Length])
                .Select((page, i) => new OcrPage(page.Number, page.Text, $"{i / document.Length}.txt", page.Line, page.Label, page.Ordinal));
            runspace.Run<PageIndex>("$pages | New-PageIndex -Path $path -Force", ("pages", pages), ("path", path)).Single().Dispose();
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static void Build(string name, OcrPage[] pages)
    {
        string path = Path.Combine(Path.GetTempPath(), $"synthgen-benchmark-{Environment.ProcessId}.db");
        try
        {
            using ModuleRunspace runspace = new();
            Index(runspace, pages[..Math.Min(20, pages.Length)]).Dispose();
            GC.Collect();
            long before = Process.GetCurrentProcess().WorkingSet64;
            using CancellationTokenSource done = new();
            Task<long> peak = Task.Run(() => WatchMemory(done.Token));
            Stopwatch watch = Stopwatch.StartNew();
            using PageIndex index = Index(runspace, pages, path);
            watch.Stop();
            done.Cancel();
            double characters = pages.Sum(page => (double)page.CharCount);
            Console.WriteLine(
                $"{name}: {pages.Length:n0} pages of {characters / pages.Length:n0} characters: built in {watch.Elapsed.TotalSeconds:0.0} s, {pages.Length / watch.Elapsed.TotalSeconds:n0} pages/s, " +
                $"at most {(peak.Result - before) / 1048576.0:n0} MiB over the {before / 1048576.0:n0} before, file {new FileInfo(path).Length / 1048576.0:0.0} MiB");

            Random random = new(2);
            string[] queries = [.. Enumerable.Range(0, 1000).Select(_ => Words(pages[random.Next(pages.Length)], random))];
            foreach (ToolDefinition tool in BuiltInTools.All)
            {
                Rate(queries[..100], query => index.Search(tool.Name, query, 10));
                Console.WriteLine($"{name}: {tool.Name} of 3 words of a page, top 10 with snippets, one thread: {Rate(queries, query => index.Search(tool.Name, query, 10)):n0} queries/s");
            }
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static string Words(OcrPage page, Random random)
    {
        string[] words = [.. page.Text.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries).Where(word => word.Length > 4)];
        return words.Length == 0 ? "page" : string.Join(' ', Enumerable.Range(0, 3).Select(_ => words[random.Next(words.Length)]));
    }

    private static long WatchMemory(CancellationToken done)
    {
        long most = 0;
        using Process self = Process.GetCurrentProcess();
        while (!done.WaitHandle.WaitOne(10))
        {
            self.Refresh();
            most = Math.Max(most, self.WorkingSet64);
        }

        return most;
    }

    // 400 words a page: half of them common to all pages (by Zipf's law), half of one of 200 topics.
    private static OcrPage[] MakePages()
    {
        StableRandom random = new(1);
        return [.. Enumerable.Range(1, Pages).Select(number =>
        {
            StringBuilder text = new();
            int topic = random.Next(200);
            for (int i = 0; i < 400; i++)
            {
                double zipf = Math.Pow(20_000, random.NextDouble());
                text.Append(Word(i % 2 == 0 ? (int)zipf : 100_000 + topic * 500 + (int)(zipf / 40))).Append(i % 12 == 11 ? '\n' : ' ');
            }

            return new OcrPage(number, text.ToString(), "made.txt");
        })];
    }

    private static string Word(int number)
    {
        StableRandom random = new((ulong)number);
        return string.Concat(Enumerable.Range(0, 2 + random.Next(3)).Select(_ => $"{"bcdfghklmnprstvz"[random.Next(16)]}{"aeiou"[random.Next(5)]}"));
    }

    private static OcrPage[] Document()
    {
        using ModuleRunspace runspace = new();
        return [.. runspace.Run<OcrPage>("Split-OcrDocument -LiteralPath $document")];
    }

    private static PageIndex Index(ModuleRunspace runspace, OcrPage[] pages, string? path = null) => path is null
        ? runspace.Run<PageIndex>("$pages | New-PageIndex", ("pages", pages)).Single()
        : runspace.Run<PageIndex>("$pages | New-PageIndex -Path $path -Force", ("pages", pages), ("path", path)).Single();
}
