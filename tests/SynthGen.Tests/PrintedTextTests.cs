using System.Globalization;
using System.Management.Automation;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using SynthGen.Text;

namespace SynthGen.Tests;

/// <summary>Whatever comes from pages, files and servers, no stream and no view has a character that a terminal obeys or nobody sees.</summary>
public sealed class PrintedTextTests : IDisposable
{
    private const string Poison = "\u001b]0;x\u0007\u001b[31mred\u0008\u007f\u009b31m\u202eevil\u2066\u200b\u2028\ufeff\U000e0041\u0085";

    private readonly ModelSession _session = new();

    public PrintedTextTests()
    {
        OcrPage[] pages = [.. ModelSession.Pages(3).Select(page => new OcrPage(page.Number, $"{Poison} {page.Text} {Poison}", $"lease{Poison}.txt"))];
        _session.Run(
            """
            $tool = [SynthGen.ToolDefinition]::new("find$poison", "Finds $poison.", '{"type":"object","properties":{"q":{"type":"string"}}}')
            $call = [SynthGen.ToolCall]::new("find$poison", [System.Collections.Generic.Dictionary[string, object]]@{ "q$poison" = $poison })
            $row = [SynthGen.SyntheticQuery]::new("Who? $poison", [SynthGen.ToolCall[]]@($call), 1)
            $rows = $pages | New-SyntheticQuery Template -WarningAction SilentlyContinue
            $index = $pages | New-PageIndex index.db
            """,
            ("poison", Poison), ("pages", pages));
        File.WriteAllText(At("bad.jsonl"), $"{{\"query\": \"{Poison.Replace("\u001b", "\\u001b").Replace("\u0007", "").Replace("\b", "")}\"}}\nnope {Poison}\n");
        File.WriteAllText(At($"name{Poison}.txt"), "no pages here");
        File.WriteAllText(At("tools.json"), JsonSerializer.Serialize(new[] { new { name = "a " + Poison, description = Poison, parameters = new { type = "nonsense" + Poison } } }));
        File.WriteAllText(At("journal.jsonl"), $"{{\"key\":\"k\",\"status\":\"Failed\",\"page\":1,\"source\":{JsonSerializer.Serialize(Poison)},\"reason\":{JsonSerializer.Serialize(Poison)}}}\n{Poison}\n");
        File.WriteAllText(At("model.gguf"), "GGUF" + Poison);
        File.WriteAllText(At("prices.json"), $"{{\"{Poison.Replace("\u001b", "").Replace("\u0007", "").Replace("\b", "")}\": 1}}");
    }

    public static TheoryData<string> Scripts =>
    [
        "$pages",
        "foreach ($item in $pages[0], $row, $tool, $row.Tools) { $item | Format-List | Out-String -Width 400 }",
        "$pages[0].ToString(); \"$($pages[0])\"",
        "$tool; \"$tool\"",
        "$row; $row.Tools; \"$row $($row.Tools)\"",
        "$rows; $rows.Evidence; $rows.Provenance",
        "$index",
        "Get-PageIndex index.db",
        "Get-PageIndex \"none$poison.db\"",
        "Search-PageIndex -PageIndex $index -Query tenant; Search-PageIndex -PageIndex $index -Query tenant | ForEach-Object ToString",
        "$pages[0], $pages[0], $poison | New-PageIndex -Verbose",
        "$pages | New-PageIndex \"index$poison.db\" -WhatIf",
        "$pages | New-PageIndex \"none$poison/index.db\"",
        "Split-OcrDocument -LiteralPath \"name$poison.txt\" -Verbose",
        "Split-OcrDocument -LiteralPath \"none$poison.txt\"",
        "Get-Item -LiteralPath \"name$poison.txt\" | Split-OcrDocument",
        "Get-Content -LiteralPath \"name$poison.txt\" | Split-OcrDocument -Verbose",
        "1 | Split-OcrDocument; $null = 'x' | Split-OcrDocument -MarkerPattern \"[$poison\"",
        "Import-ToolDataset bad.jsonl; Import-ToolDataset \"none$poison.jsonl\"",
        "Test-ToolDataset bad.jsonl; Test-ToolDataset \"none$poison\"",
        "Import-ToolDefinition tools.json -Verbose; Import-ToolDefinition journal.jsonl",
        "New-ToolDefinition \"a $poison\" x '{}'; New-ToolDefinition ok x \"{'$poison\"; Get-ToolDefinition \"none$poison\"",
        "Get-GenerationOutcome journal.jsonl; Get-GenerationOutcome journal.jsonl | ForEach-Object ToString; Get-GenerationOutcome \"none$poison\"",
        "$row | Test-SyntheticQuery -Verbose; ($row | Test-SyntheticQuery).Verdict.Gates; $rows | Test-SyntheticQuery -PageIndex $index -PassedOnly",
        "$row, $rows | Split-ToolDataset -Train .5 -Test .5 -InformationVariable summary; $summary.MessageData; $summary.MessageData.Sides",
        "$row, $rows | Measure-ToolDataset; Measure-ToolDataset bad.jsonl",
        "$row | Export-ToolDataset \"out$poison.jsonl\" -Verbose; $row | Export-ToolDataset \"out$poison.jsonl\" -Format OpenAI -WhatIf; $row | Export-ToolDataset \"none$poison/out.jsonl\"; 1 | Export-ToolDataset \"o$poison.jsonl\"",
        "$row | Export-ToolDataset x.jsonl -Format OpenAI; @() | Export-ToolDataset x.jsonl",
        "$row | Export-ToolDataset x.jsonl -CompleteOnly \"a$poison\"",
        "$pages | New-SyntheticQuery \"None$poison\"",
        "$pages | New-SyntheticQuery Template -Tool $tool, $tool",
        "$pages | New-SyntheticQuery Template -Tool $tool -OutcomeVariable o; $o; $o.Reasons; $o.DroppedRows; $o.Failures",
        "$pages | New-SyntheticQuery OpenAI -Endpoint http://127.0.0.1:9/$poison -Model \"m$poison\" -RetryLimit 0 -Verbose -WhatIf",
        "$pages | New-SyntheticQuery OpenAI -Endpoint \"x$poison\" -Model m",
        "$pages | New-SyntheticQuery OpenAI -NoKey -Endpoint http://127.0.0.1:9 -Model m -PricePath prices.json -MaxCost 1",
        "$pages | New-SyntheticQuery OpenAI -NoKey -Endpoint http://127.0.0.1:9 -Model m -PromptPath \"p$poison\"",
        "$pages | New-SyntheticQuery OpenAI -NoKey -Endpoint http://127.0.0.1:9 -Model m -JournalPath \"none$poison/j.jsonl\"",
        "$pages | New-SyntheticQuery Mistral -ModelPath model.gguf -Verbose; $pages | New-SyntheticQuery Mistral -ModelPath \"none$poison.gguf\"",
        "Save-LlamaModel \"a$poison/b\"",
        "$row, 1 | Measure-ToolModel OpenAI -NoKey -Endpoint http://127.0.0.1:9/v1 -Model \"m$poison\" -RetryLimit 0 -MaxWait 0 -SummaryVariable s; $s; $s.Failures",
        "$row | Measure-ToolModel OpenAI -NoKey -Endpoint http://127.0.0.1:9/v1 -Model m -Against bad.jsonl; $row | Measure-ToolModel OpenAI -NoKey -Endpoint http://127.0.0.1:9/v1 -Model m -Against \"none$poison\"",
        "$row | Measure-ToolModel OpenAI -NoKey -Endpoint http://127.0.0.1:9/v1 -Model m -ResultPath \"none$poison/r.jsonl\"; $row | Measure-ToolModel Mistral -ModelPath model.gguf",
    ];

    [Theory, MemberData(nameof(Scripts))]
    public void Nothing_that_is_printed_has_an_unprintable_character(string script) => Check(_session.Run($"& {{ {script} }} | Out-String -Width 400"));

    [Theory]
    [InlineData(200, true)]
    [InlineData(400, false)]
    [InlineData(401, false)]
    [InlineData(402, false)]
    [InlineData(500, false)]
    public async Task Nothing_that_a_server_says_is_printed_as_it_is(int status, bool isReply)
    {
        string text = JsonSerializer.Serialize(Poison);
        string body = isReply
            ? $"{{\"id\":{text},\"object\":\"chat.completion\",\"created\":1,\"model\":{text},\"choices\":[{{\"index\":0,\"message\":{{\"role\":\"assistant\",\"content\":{text}}},\"finish_reason\":{text}}}]}}"
            : $"{{\"error\":{{\"message\":{text},\"code\":{text},\"param\":{text},\"details\":[{{\"@type\":\"type.googleapis.com/google.rpc.RequestInfo\",\"requestId\":{text}}}]}}}}";
        using RawServer server = new(status, body);
        foreach (string command in (string[])[
            $"$pages | New-SyntheticQuery OpenAI -NoKey -Endpoint {server.Address}v1 -Model m -RetryLimit 1 -MaxWait 0 -RepairAttempt 0 -DailyRequestLimit 3 -OutcomeVariable o -Verbose; $o; $o.Failures; $o.Reasons",
            $"$row | Measure-ToolModel OpenAI -NoKey -Endpoint {server.Address}v1 -Model m -RetryLimit 0 -MaxWait 0 -DailyRequestLimit 2 -ToolPrompt -ResultPath \"r$poison.jsonl\" -SummaryVariable s -Verbose | Tee-Object -Variable r; $r | Format-List; $r.Turns; $s; $s.Failures; $s.Confusion",
            $"$row | Test-SyntheticQuery -Gate Schema -JudgeBackend OpenAI -NoKey -Endpoint {server.Address}v1 -Model m -RetryLimit 0 -DailyRequestLimit 1 -Verbose",
            $"$pages | New-PageIndex -EmbeddingBackend OpenAI -NoKey -Endpoint {server.Address}v1 -Model m -RetryLimit 0 -Verbose"])
        {
            Task<ModuleSession.Result> run = Task.Run(() => _session.Run($"& {{ {command} }} | Out-String -Width 400"));
            Check(await run.WaitAsync(TimeSpan.FromMinutes(2), TestContext.Current.CancellationToken));
        }
    }

    [Fact]
    public void The_console_prints_none_either()
    {
        string script = At("run.ps1");
        File.WriteAllText(script, $$"""
            $poison = {{string.Join(" + ", Poison.Select(c => $"[char]{(int)c}"))}}
            Set-Location '{{_session.Folder}}'
            Get-PageIndex index.db
            Search-PageIndex -PageIndex (Get-PageIndex index.db) -Query tenant
            Split-OcrDocument -LiteralPath "name$poison.txt" -Verbose
            Split-OcrDocument -LiteralPath "none$poison.txt"
            Import-ToolDataset bad.jsonl
            Import-ToolDefinition tools.json
            Get-GenerationOutcome journal.jsonl
            [SynthGen.OcrPage]::new(1, "text $poison", "source $poison")
            $tool = [SynthGen.ToolDefinition]::new("find$poison", "Finds $poison.", '{"type":"object"}')
            $tool
            'x' | New-SyntheticQuery Template -Tool $tool, $tool
            """);
        HostProcess host = HostProcess.Run("-NoProfile", "-File", script);
        string printed = host.Output + host.Error;
        Assert.Contains("<U+001B>", host.Output);
        Assert.Contains("<U+001B>", host.Error);
        Assert.All(printed.Split('\n'), line => Assert.True(PrintableText.IsLine(line.Replace("\t", "")), Visible(line)));
    }

    public void Dispose() => _session.Dispose();

    private string At(string name) => Path.Combine(_session.Folder, name);

    private static void Check(ModuleSession.Result result)
    {
        Assert.All(result.Output, item => IsPrintable("output", item.ToString()));
        foreach (ErrorRecord error in result.Errors.Where(error => !error.FullyQualifiedErrorId.StartsWith("Parameter", StringComparison.Ordinal)))
        {
            IsPrintable("error", error.ToString());
            IsPrintable("details", error.ErrorDetails?.Message ?? "");
            IsPrintable("category", error.CategoryInfo.ToString());
            for (Exception? cause = error.Exception; cause is not null; cause = cause.InnerException)
                IsPrintable("exception", cause.Message);
        }

        Assert.All(result.Warnings, text => IsPrintable("warning", text));
        Assert.All(result.Verbose, text => IsPrintable("verbose", text));
        Assert.All(result.Information, record => IsPrintable("information", record.ToString()));
        Assert.All(result.Progress, record => IsPrintable("progress", $"{record.Activity} {record.StatusDescription} {record.CurrentOperation}"));
    }

    private static void IsPrintable(string where, string text) =>
        Assert.True(PrintableText.Lines(text.ReplaceLineEndings("\n")) == text.ReplaceLineEndings("\n"), $"{where}: {Visible(text)}");

    private static string Visible(string text) => string.Concat(text.Select(c => c is >= ' ' and <= '~' or '\n' ? c.ToString() : string.Create(CultureInfo.InvariantCulture, $"{{{(int)c:X4}}}")));

    /// <summary>Answers each request with the same bytes.</summary>
    private sealed class RawServer : IDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

        public RawServer(int status, string body)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(body);
            byte[] answer = [.. Encoding.Latin1.GetBytes($"HTTP/1.1 {status} \u009bX\r\nContent-Type: application/json\r\nx-request-id: r\u009b\u0085\r\nContent-Length: {bytes.Length}\r\nConnection: close\r\n\r\n"), .. bytes];
            _listener.Start();
            _ = Task.Run(async () =>
            {
                while (true)
                {
                    TcpClient client = await _listener.AcceptTcpClientAsync();
                    _ = Task.Run(() => AnswerAsync(client, answer));
                }
            });
        }

        public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");

        public void Dispose() => _listener.Stop();

        private static async Task AnswerAsync(TcpClient client, byte[] answer)
        {
            using TcpClient own = client;
            NetworkStream stream = own.GetStream();
            byte[] buffer = new byte[1 << 16];
            string received = "";
            while (!IsWhole(received) && await stream.ReadAsync(buffer) is > 0 and int count)
                received += Encoding.Latin1.GetString(buffer, 0, count);
            await stream.WriteAsync(answer);
        }

        private static bool IsWhole(string request)
        {
            int end = request.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            if (end < 0)
                return false;
            int at = request.IndexOf("Content-Length:", StringComparison.OrdinalIgnoreCase);
            return at < 0 || at > end
                ? !request[..end].Contains("chunked", StringComparison.OrdinalIgnoreCase) || request.EndsWith("0\r\n\r\n", StringComparison.Ordinal)
                : request.Length >= end + 4 + int.Parse(request[(at + 15)..request.IndexOf('\r', at)], CultureInfo.InvariantCulture);
        }
    }
}
