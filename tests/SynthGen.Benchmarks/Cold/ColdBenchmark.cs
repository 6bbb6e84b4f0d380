using System.Diagnostics;
using System.Globalization;
using SynthGen.TestServer;

namespace SynthGen.Benchmarks.Cold;

/// <summary>
/// Measures work as its users meet it: each case is a process of its own, from the start of PowerShell on, or the part of it that is
/// named. Peers run in turn with it: Python, and the same search of SQLite without the module.
/// </summary>
internal static class ColdBenchmark
{
    private const int LargeBytes = 128_000_000;
    private const string Six = "Schema, WellFormed, Grounded, ArgumentProvenance, Overlap, Executed";

    /// <summary>Runs all of them.</summary>
    public static void Run()
    {
        Console.WriteLine($"PowerShell: {PowerShellProcess.Name}");
        string folder = Directory.CreateTempSubdirectory("synthgen-cold-").FullName;
        try
        {
            Import();
            Split(folder);
            Pipeline(folder);
            Template();
            string rows = Path.Combine(folder, "rows.jsonl"), index = Path.Combine(folder, "pages.db");
            MeasuredProcess.Run(PowerShellProcess.Module(
                $"$pages = @(Split-OcrDocument -LiteralPath '{BenchmarkDocument.Path}'); $null = $pages | New-PageIndex '{index}'; $pages | New-SyntheticQuery -Backend Template | Export-ToolDataset '{rows}'"));
            Gates(rows, index);
            GatesOfMorePages(folder, rows, index);
            Search(rows, index);
            Hosted().GetAwaiter().GetResult();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Import()
    {
        IReadOnlyList<Cost?> costs = new Turns("Import of the module", 11)
            .Add("PowerShell alone", () => PowerShellProcess.Bare(""))
            .Add("PowerShell, module imported", () => PowerShellProcess.Module(""))
            .Run();
        Say($"  +{1000 * (costs[1]!.Wall - costs[0]!.Wall):0} ms of time, +{1000 * (costs[1]!.Processor - costs[0]!.Processor):0} ms of processor");
    }

    private static void Split(string folder)
    {
        string large = Path.Combine(folder, "large.txt");
        byte[] document = File.ReadAllBytes(BenchmarkDocument.Path);
        using (FileStream copies = File.Create(large))
        {
            while (copies.Length < LargeBytes)
                copies.Write(document);
        }

        // PowerShell binds each page to Out-Null's parameter, which takes as long as the split; $null takes none of it.
        IReadOnlyList<Cost?> costs = new Turns($"Split of {new FileInfo(large).Length / 1e6:0} MB")
            .Add("Python, its whole process", () => Python(PythonSplit, large))
            .Add("Python, re.split alone", () => Python(PythonSplitAlone, large))
            .Add("PowerShell alone", () => PowerShellProcess.Bare(""))
            .Add("PowerShell, its whole process", () => PowerShellProcess.Module($"Split-OcrDocument -LiteralPath '{large}' | Out-Null"))
            .Add("Split-OcrDocument | Out-Null, cold", () => PowerShellProcess.Module($"Measure-Stage {{ Split-OcrDocument -LiteralPath '{large}' | Out-Null }}"))
            .Add("Split-OcrDocument > $null, cold", () => PowerShellProcess.Module($"Measure-Stage {{ Split-OcrDocument -LiteralPath '{large}' > $null }}"))
            .Add("Split-OcrDocument | Out-Null, the third time", () => PowerShellProcess.Module($"1..2 | ForEach-Object {{ Split-OcrDocument -LiteralPath '{large}' | Out-Null }}; Measure-Stage {{ Split-OcrDocument -LiteralPath '{large}' | Out-Null }}"))
            .Run();
        File.Delete(large);
        if (costs[0] is { } whole && costs[1] is { } alone)
        {
            Say($"  Python's process takes {whole.Wall / costs[3]!.Wall:0.0} times the time of PowerShell's, {whole.Wall / costs[4]!.Wall:0.0} times that of the cold split, {whole.Wall / costs[5]!.Wall:0.0} times without Out-Null, {whole.Wall / costs[6]!.Wall:0.0} times that of the third");
            Say($"  re.split alone takes {alone.Wall / costs[4]!.Wall:0.0} times the time of the cold split, {alone.Wall / costs[5]!.Wall:0.0} times without Out-Null, {alone.Wall / costs[6]!.Wall:0.0} times that of the third");
        }
    }

    private static void Pipeline(string folder)
    {
        string target = Path.Combine(folder, "pipeline.jsonl");
        new Turns("The pipeline of the README, by templates")
            .Add("PowerShell alone", () => PowerShellProcess.Bare(""))
            .Add("the whole process", () => PowerShellProcess.Module(
                $"Get-Content '{BenchmarkDocument.Path}' | Split-OcrDocument | Where-Object WordCount -gt 40 | New-SyntheticQuery -Backend Template | Export-ToolDataset -Path '{target}' -Force"))
            .Run();
    }

    private static void Template()
    {
        string read = $"$pages = @(Split-OcrDocument -LiteralPath '{BenchmarkDocument.Path}')", generate = "$rows = @($pages | New-SyntheticQuery -Backend Template)";
        int pages = Count($"{read}; $pages.Count");
        new Turns($"Template, {pages} pages")
            .Add("cold", () => PowerShellProcess.Module($"{read}; Measure-Stage {{ {generate} }}"), Rate)
            .Add("the third time", () => PowerShellProcess.Module($"{read}; {generate}; {generate}; Measure-Stage {{ {generate} }}"), Rate)
            .Run();

        string Rate(Cost cost) => string.Create(CultureInfo.InvariantCulture, $"{pages / cost.Wall:0} pages/s");
    }

    private static void Gates(string rows, string index)
    {
        int count = File.ReadLines(rows).Count();
        string read = $"$index = Get-PageIndex '{index}'; $rows = @(Import-ToolDataset '{rows}')", test = $"$null = $rows | Test-SyntheticQuery -PageIndex $index -Gate {Six}";
        new Turns($"Six gates, {count} rows")
            .Add("cold", () => PowerShellProcess.Module($"{read}; Measure-Stage {{ {test} }}"), Rate)
            .Add("the third time", () => PowerShellProcess.Module($"{read}; {test}; {test}; Measure-Stage {{ {test} }}"), Rate)
            .Run();

        string Rate(Cost cost) => string.Create(CultureInfo.InvariantCulture, $"{count / cost.Wall:0} rows/s");
    }

    // The same rows, on the document's pages alone and among a hundred times as many.
    private static void GatesOfMorePages(string folder, string rows, string index)
    {
        string large = Path.Combine(folder, "large.db"), source = Path.GetFileName(BenchmarkDocument.Path);
        MeasuredProcess.Run(PowerShellProcess.Module(
            $$"""
            $pages = @(Split-OcrDocument -LiteralPath '{{BenchmarkDocument.Path}}')
            & { $pages; foreach ($copy in 1..99) { foreach ($page in $pages) { $words = $page.Text -split ' '; [Array]::Reverse($words); $page | Select-Object Number, @{ n = 'Text'; e = { "$copy " + ($words -join ' ') } }, @{ n = 'Source'; e = { "copy-$copy" } } } } } | New-PageIndex '{{large}}' | Out-Null
            """));
        int count = File.ReadLines(rows).Count();
        string read = $"$rows = @(Import-ToolDataset '{rows}')", test = $"$null = $rows | Test-SyntheticQuery -PageIndex $index -Gate {Six}";
        IReadOnlyList<Cost?> costs = new Turns("Six gates as pages grow; an index opened", 3)
            .Add("the pages of the document", () => PowerShellProcess.Module($"{read}; $index = Get-PageIndex '{index}'; Measure-Stage {{ {test} }}"), Each)
            .Add("the same, the second time", () => PowerShellProcess.Module($"{read}; $index = Get-PageIndex '{index}'; {test}; Measure-Stage {{ {test} }}"), Each)
            .Add("a hundred times as many", () => PowerShellProcess.Module($"{read}; $index = Get-PageIndex '{large}'; Measure-Stage {{ {test} }}"), Each)
            .Add("the same, the second time", () => PowerShellProcess.Module($"{read}; $index = Get-PageIndex '{large}'; {test}; Measure-Stage {{ {test} }}"), Each)
            .Run();
        Say($"  {costs[2]!.Processor / costs[0]!.Processor:0.0} times the processor time, {costs[3]!.Processor / costs[1]!.Processor:0.0} times when the words of the searches were read before");

        string Each(Cost cost) => string.Create(CultureInfo.InvariantCulture, $"{1000 * cost.Processor / count:0.00} ms of processor a row");
    }

    private static void Search(string rows, string index)
    {
        const int searches = 300;
        string read = $"$index = Get-PageIndex '{index}'; $queries = @(Import-ToolDataset '{rows}' | Select-Object -First {searches} | ForEach-Object Query)";
        string search = "foreach ($query in $queries) { $null = Search-PageIndex -PageIndex $index -Query $query -Tool full_text_search }";
        new Turns($"{searches} searches by words, top 10")
            .Add("Search-PageIndex with its snippets, cold", () => PowerShellProcess.Module($"{read}; Measure-Stage {{ {search} }}"), Each)
            .Add("the third time", () => PowerShellProcess.Module($"{read}; {search}; {search}; Measure-Stage {{ {search} }}"), Each)
            .Add("an empty function in the same loop", () => PowerShellProcess.Module($"{read}; function Get-Nothing($PageIndex, $Query, $Tool) {{ }}; Measure-Stage {{ {search.Replace("Search-PageIndex", "Get-Nothing", StringComparison.Ordinal)} }}"), Each)
            .Add("SQLite's FTS5 in Python, in memory", () => Python(PythonSearch, index, rows, $"{searches}"), Each)
            .Run();

        static string Each(Cost cost) => string.Create(CultureInfo.InvariantCulture, $"{1000 * cost.Processor / searches:0.00} ms of processor a search");
    }

    private static async Task Hosted()
    {
        await using ModelServerProcess server = await ModelServerProcess.StartAsync("--latency-ms", "20");
        string read = $"$pages = @(Split-OcrDocument -LiteralPath '{BenchmarkDocument.Path}' | Where-Object WordCount -gt 40)";
        int pages = Count($"{read}; $pages.Count");
        new Turns($"Hosted, {pages} pages, 16 at a time, 20 ms each")
            .Add("OpenAI, cold", () => PowerShellProcess.Module($"{read}; Measure-Stage {{ {Ask("OpenAI", server.OpenAIEndpoint)} }}"), Each)
            .Add("Gemini, cold", () => PowerShellProcess.Module($"{read}; Measure-Stage {{ {Ask("Gemini", server.GeminiEndpoint)} }}"), Each)
            .Add("as many requests of threads in Python", () => Python(PythonRequests, server.OpenAIEndpoint.ToString(), $"{pages}", BenchmarkDocument.Path), Each)
            .Run();

        string Each(Cost cost) => string.Create(CultureInfo.InvariantCulture, $"{1000 * cost.Processor / pages:0.00} ms of processor a page");
        static string Ask(string backend, Uri address) => $"$null = $pages | New-SyntheticQuery -Backend {backend} -Endpoint {address} -Model probe -NoKey -ThrottleLimit 16";
    }

    private static int Count(string script)
    {
        using Process process = Process.Start(new ProcessStartInfo("dotnet", [BenchmarkDocument.Host, "-Command", script]) { RedirectStandardOutput = true })!;
        return int.Parse(process.StandardOutput.ReadToEnd().Trim(), CultureInfo.InvariantCulture);
    }

    private static ProcessStartInfo Python(string script, params string[] arguments) => new("python3", ["-c", script, .. arguments]);

    private static void Say(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));

    private const string PythonSplit = """
        import re, sys
        text = open(sys.argv[1], encoding='utf-8').read()
        pages = re.split(r'(?m)^=== PAGE \d+ ===\n', text)
        """;

    private const string PythonSplitAlone = """
        import re, sys, time
        text = open(sys.argv[1], encoding='utf-8').read()
        wall, processor = time.perf_counter(), time.process_time()
        pages = re.split(r'(?m)^=== PAGE \d+ ===\n', text)
        print('stage', time.perf_counter() - wall, time.process_time() - processor)
        """;

    private const string PythonSearch = """
        import json, re, sqlite3, sys, time
        texts = sqlite3.connect(sys.argv[1]).execute('SELECT text FROM page ORDER BY id').fetchall()
        index = sqlite3.connect(':memory:')
        index.execute("CREATE VIRTUAL TABLE page_words USING fts5(text, content='')")
        index.executemany('INSERT INTO page_words(text) VALUES (?)', texts)
        queries = [' OR '.join('"%s"' % word for word in dict.fromkeys(re.findall(r'\w+', json.loads(line)['query'].lower())))
                   for line in open(sys.argv[2], encoding='utf-8')][:int(sys.argv[3])]
        wall, processor = time.perf_counter(), time.process_time()
        for query in queries:
            index.execute('SELECT rowid, -bm25(page_words) AS score FROM page_words WHERE page_words MATCH ? ORDER BY score DESC, rowid LIMIT 10', (query,)).fetchall()
        print('stage', time.perf_counter() - wall, time.process_time() - processor)
        """;

    private const string PythonRequests = """
        import concurrent.futures, http.client, json, sys, threading, time, urllib.parse
        address = urllib.parse.urlparse(sys.argv[1])
        text = open(sys.argv[3], encoding='utf-8').read()[:3000]
        local = threading.local()
        def ask(number):
            if not hasattr(local, 'connection'):
                local.connection = http.client.HTTPConnection(address.hostname, address.port)
            body = json.dumps({'model': 'probe', 'messages': [{'role': 'user', 'content': text}]})
            local.connection.request('POST', address.path + '/chat/completions', body, {'Content-Type': 'application/json'})
            return json.loads(local.connection.getresponse().read())
        wall, processor = time.perf_counter(), time.process_time()
        with concurrent.futures.ThreadPoolExecutor(16) as pool:
            list(pool.map(ask, range(int(sys.argv[2]))))
        print('stage', time.perf_counter() - wall, time.process_time() - processor)
        """;
}
