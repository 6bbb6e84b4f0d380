using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using SynthGen.Core.Tests.Datasets;
using SynthGen.Datasets;
using SynthGen.Files;
using SynthGen.Json;
using SynthGen.Pictures;
using SynthGen.Pictures.Charts;
using SynthGen.Reports;
using SynthGen.Tools;

namespace SynthGen.Core.Tests.Reports;

public sealed class ReportTests : IDisposable
{
    private const string Attack = "</title><script>alert(1)</script><img src=x onerror=alert(1)> \" ' & ]]> \u0000\u001b\u202e\ud800\uffff";

    private static readonly XNamespace Html = "http://www.w3.org/1999/xhtml", Svg = "http://www.w3.org/2000/svg";

    private readonly string _folder = Directory.CreateTempSubdirectory("synthgen-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Every_measure_has_a_line_and_a_picture_on_the_page()
    {
        XElement page = Report(Sets(Rows(40)));
        string[] names = [.. new DatasetMeasure("", 0, 0).CompareTo(new DatasetMeasure("", 0, 0)).Select(pair => pair.Measure)];
        XElement[] links = [.. Section(page, "measures").Descendants(Html + "a")];
        Assert.Empty(names.Except(links.Select(link => link.Value)));
        Assert.Equal(MeasureText.All.Count, links.Length);
        string[] figures = [.. page.Descendants(Html + "figure").Where(figure => figure.Elements(Svg + "svg").Any()).Select(figure => $"#{figure.Attribute("id")!.Value}")];
        Assert.Empty(links.Select(link => link.Attribute("href")!.Value).Except(figures));
        Assert.Equal(DatasetPictures.Ids, page.Descendants(Html + "figure").Select(figure => figure.Attribute("id")!.Value));
        Assert.Contains(Section(page, "measures").Descendants(Html + "tr"), row => row.Value.StartsWith("Rows40", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_picture_has_a_name_a_description_a_sentence_and_its_numbers()
    {
        XElement page = Report(Sets(Rows(40)));
        string[] ids = [.. page.Descendants().Attributes("id").Select(id => id.Value)];
        Assert.Equal(ids.Length, ids.Distinct().Count());
        Assert.All(page.Descendants(Html + "figure"), figure => Assert.NotEmpty(figure.Element(Html + "figcaption")!.Value));
        Assert.All(page.Descendants(Svg + "svg"), svg =>
        {
            Assert.Equal("img", svg.Attribute("role")?.Value);
            Assert.All(svg.Attribute("aria-labelledby")!.Value.Split(' '), id => Assert.Contains(id, ids));
            Assert.NotEmpty(svg.Element(Svg + "title")!.Value);
            Assert.NotEmpty(svg.Element(Svg + "desc")!.Value);
            Assert.Equal(Html + "details", svg.ElementsAfterSelf().First().Name);
        });
    }

    [Fact]
    public void What_rows_hold_is_text()
    {
        SyntheticQuery hostile = new(Attack, [new ToolCall(Attack, JsonValue.Object(("query", Attack)))], 1)
        {
            Source = Attack,
            Label = Attack,
            Evidence = new Evidence(Attack, 0, Attack.Length),
            Provenance = new Provenance(Attack, Attack, Attack) { Kind = Attack, Difficulty = Attack },
            Verdict = new Verdict([new GateResult(Attack, GateStatus.Failed) { Reason = Attack, Detail = Attack }]),
        };
        ToolConversation talk = new([ConversationMessage.User(Attack), ConversationMessage.Calling([new ConversationCall("1", Attack, JsonValue.Object(("q", Attack)))], Attack), ConversationMessage.Result("1", Attack)]) { Source = Attack };
        string text = Write(new ReportContent { Sets = Sets([hostile, talk, hostile with { Page = 2 }, hostile with { Verdict = null }]), Command = Attack });
        Assert.DoesNotContain("<script", text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<img", text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("\u001b", text);
        Assert.DoesNotContain("\u202e", text);
        XElement page = Parse(text);
        Assert.Contains(Section(page, "examples").Descendants(Html + "p"), paragraph => paragraph.Value.StartsWith("</title><script>alert(1)", StringComparison.Ordinal));
        Assert.Contains(page.Descendants(Svg + "title"), title => title.Value.Contains("<script>alert(1)</script>", StringComparison.Ordinal));
    }

    [Fact]
    public void The_page_refers_to_nothing_else_and_allows_itself_nothing_but_its_style()
    {
        XElement page = Report(Sets(Rows(40)));
        string[] addresses = [.. page.Descendants().Attributes().Where(attribute => attribute.Name.LocalName is "href" or "src" or "action" or "data").Select(attribute => attribute.Value)];
        Assert.All(addresses, address => Assert.StartsWith("#", address));
        Assert.Empty(page.Descendants().Attributes("style"));
        Assert.Empty(page.Descendants(Html + "script"));
        string style = page.Descendants(Html + "style").Single().Value;
        Assert.DoesNotContain("url(", style);
        Assert.DoesNotContain("@import", style);
        string policy = page.Descendants(Html + "meta").Select(meta => meta.Attribute("content")?.Value).First(content => content?.StartsWith("default-src", StringComparison.Ordinal) == true)!;
        Assert.Contains($"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(style)))}'", policy);

        // A browser hashes what stands in the file, in which XML would escape these.
        Assert.False(style.AsSpan().ContainsAny('<', '>', '&'));
    }

    [Fact]
    public void The_same_rows_give_the_same_bytes_and_another_seed_other_examples()
    {
        DatasetRow[] rows = Rows(400);
        Assert.Equal(Write(new ReportContent { Sets = Sets(rows) }), Write(new ReportContent { Sets = Sets(rows) }));
        Assert.NotEqual(
            Section(Report(Sets(rows)), "examples").Value,
            Section(Parse(Write(new ReportContent { Sets = Sets(rows, seed: 1), Seed = 1 })), "examples").Value);
    }

    [Fact]
    public void A_hundred_thousand_rows_leave_samples_of_fixed_size()
    {
        using DatasetProfiler profiler = new(0, withHash: false);
        for (int i = 0; i < 100_000; i++)
            profiler.Add(Row(i));
        DatasetProfile profile = profiler.ToProfile("large.jsonl", null, TestContext.Current.CancellationToken);
        Assert.Equal(DatasetProfiler.MostPoints, profile.MapQueries.Count);
        Assert.Equal(DatasetProfiler.AcceptedExamples, profile.Accepted.Count);
        Assert.Equal(DatasetProfiler.RejectedExamples, profile.Rejected.Count);
        Assert.InRange(profile.WordGrowth.Count, 2, 70);
        PlainRenderer renderer = new();
        string text = Write(new ReportContent { Sets = [profile] }, renderer);
        Assert.True(text.Length < 1_000_000, $"{text.Length} characters");
        Assert.Contains("sample of 1,000 of 100,000 queries", text);
        Assert.All(renderer.Charts.OfType<BarChart>(), chart => Assert.True(chart.Categories.Count <= 22, string.Join(", ", chart.Categories)));
        Assert.All(renderer.Charts.OfType<CellChart>(), chart => Assert.True(chart.Lines.Sum(line => line.Cells.Count) <= 1000));
    }

    [Fact]
    public void One_row_without_anything_has_a_report_and_says_what_is_missing()
    {
        XElement page = Report(Sets([new SyntheticQuery("who?", [new ToolCall("full_text_search", JsonValue.Object(("query", "who")))], 1)]));
        Assert.Contains("No row was tested", Figure(page, "rejections").Value);
        Assert.Contains("too few queries", Figure(page, "map").Value);
        Assert.Contains("No calls were run", Figure(page, "ranks").Value);
        Assert.Contains("There are no conversations", Figure(page, "turns").Value);
        Assert.Contains("do not say how they were made", Section(page, "origin").Value);
        Assert.Contains("1 row from 1 page", page.Descendants(Html + "header").Single().Value);
    }

    [Fact]
    public void Conversations_alone_have_a_report()
    {
        XElement page = Report(Sets([SampleConversations.Plain, new ToolConversation([ConversationMessage.User("Thanks!"), ConversationMessage.Answer("You are welcome.")])]));
        Assert.Contains("2 conversations from 2 pages", page.Descendants(Html + "header").Single().Value);
        Assert.NotEmpty(Figure(page, "turns").Elements(Svg + "svg"));
        Assert.Contains("no rows whose tool could be compared", Figure(page, "contrast").Value);
        Assert.Contains("Since when?", Section(page, "examples").Value);
    }

    [Fact]
    public void Two_sets_are_in_the_same_pictures_as_shares()
    {
        PlainRenderer renderer = new();
        XElement page = Parse(Write(new ReportContent { Sets = [.. Sets(Rows(40)), .. Sets(Rows(10), name: "other.jsonl")] }, renderer));
        BarChart tools = renderer.Charts.OfType<BarChart>().First(chart => chart.OtherTitle == "tool");
        Assert.Equal((ChartUnit.Share, 2), (tools.Unit, tools.Series.Count));
        Assert.All(tools.Series, series => Assert.Equal(1, series.Values.Sum() ?? 0, 9));
        Assert.Equal(["measure", "rows.jsonl", "other.jsonl", "difference", "what it says"], Section(page, "measures").Descendants(Html + "thead").Single().Descendants(Html + "th").Select(head => head.Value));
        Assert.Contains(Section(page, "measures").Descendants(Html + "tr"), row => row.Value.StartsWith("Rows4010+30", StringComparison.Ordinal));
        Assert.Equal(2, Figure(page, "coverage").Elements(Svg + "svg").Count());
    }

    [Fact]
    public void The_hash_is_that_of_the_file_that_the_rows_make()
    {
        string path = Path.Combine(_folder, "rows.jsonl");
        using (DatasetFile file = DatasetFile.Create(path, FilePlacement.Replace))
        {
            foreach (DatasetRow row in Rows(10))
                file.Write(row);
            file.Commit();
        }

        Assert.Contains(Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path))), Report(Sets(Rows(10))).Value);
    }

    [Fact]
    public void Examples_name_page_calls_ranks_and_reason()
    {
        string examples = Section(Report(Sets(Rows(40))), "examples").Value;
        Assert.Contains("full_text_search({\"query\":\"clause ", examples);
        Assert.Contains("calls 1; lexical 1, vector -: Confirmed", examples);
        Assert.Contains("Grounded: Failed (EvidenceOffTopic) – the words are not near it", examples);
        Assert.Contains(" of lease.txt", examples);
    }

    [Fact]
    public void A_report_that_cannot_be_made_leaves_the_earlier_one()
    {
        string path = Path.Combine(_folder, "report.html");
        File.WriteAllText(path, "earlier");
        using CancellationTokenSource stop = new();
        stop.Cancel();
        Assert.Throws<OperationCanceledException>(() => ReportFile.Write(path, FilePlacement.Replace, new ReportContent { Sets = Sets(Rows(40)) }, new PlainRenderer(), stop.Token));
        Assert.Throws<IOException>(() => ReportFile.Write(path, FilePlacement.CreateNew, new ReportContent { Sets = Sets(Rows(4)) }, new PlainRenderer(), TestContext.Current.CancellationToken));
        Assert.Equal(("earlier", 1), (File.ReadAllText(path), Directory.GetFiles(_folder).Length));
    }

    [Fact]
    public void Two_models_are_side_by_side_with_intervals_matrix_and_test()
    {
        ToolModelSummary one = new(10, 10, 0, 0)
        {
            Model = "small <b>",
            Measures = [new ToolModelMeasure("Right", 6, 10) { Low = 0.3, High = 0.9 }],
            ByKind = [new ToolModelGroup("Query", 10) { Measures = [new ToolModelMeasure("Right", 6, 10)] }],
            Confusion = [new ToolConfusion("full_text_search", "full_text_search", 6), new ToolConfusion("full_text_search", "none", 4)],
            Comparison = new ToolModelComparison("b.jsonl", 10, 0, 0) { Tests = [new PairedTest("Right", 5, 1, 3, 1) { PValue = 0.625 }], Changed = [new ToolModelChange("id", "who?", true, "full_text_search", "none")] },
        };
        XElement page = Parse(Write(new ReportContent { Models = [new ModelResults("a.jsonl", one), new ModelResults("b.jsonl", one with { Model = "large", Comparison = null })] }));
        string models = Section(page, "models").Value;
        Assert.Contains("60.0 %30.0 % to 90.0 %6 of 10", models);
        Assert.Contains("0.6250", models);
        Assert.Contains("small <b>", models);
        Assert.Contains(Section(page, "models").Descendants(Html + "tr"), row => row.Value == "full_text_search64");
        Assert.Equal(["model-shares", "model-kinds", "model-confusion"], page.Descendants(Html + "figure").Select(figure => figure.Attribute("id")!.Value));
        Assert.DoesNotContain(page.Descendants(Html + "section"), section => section.Attribute("id")!.Value == "pictures");
    }

    private static XElement Section(XElement page, string id) => page.Descendants(Html + "section").Single(section => section.Attribute("id")!.Value == id);

    private static XElement Figure(XElement page, string id) => page.Descendants(Html + "figure").Single(figure => figure.Attribute("id")!.Value == id);

    private static DatasetProfile[] Sets(DatasetRow[] rows, int seed = 0, string name = "rows.jsonl")
    {
        using DatasetProfiler profiler = new(seed);
        foreach (DatasetRow row in rows)
            profiler.Add(row);
        return [profiler.ToProfile(name, null, TestContext.Current.CancellationToken)];
    }

    private XElement Report(DatasetProfile[] sets) => Parse(Write(new ReportContent { Sets = sets }));

    private string Write(ReportContent content, IChartRenderer? renderer = null)
    {
        string path = Path.Combine(_folder, "report.html");
        ReportFile.Write(path, FilePlacement.Replace, content, renderer ?? new PlainRenderer(), TestContext.Current.CancellationToken);
        return File.ReadAllText(path);
    }

    private static XElement Parse(string text)
    {
        Assert.StartsWith("<!DOCTYPE html>\n", text);
        return XElement.Parse(text["<!DOCTYPE html>\n".Length..]);
    }

    // Rows of both tools, some rejected, and every tenth a conversation.
    private static DatasetRow[] Rows(int count) => [.. Enumerable.Range(0, count).Select(i => i % 10 == 9 ? SampleConversations.Plain with { PairId = $"{i}" } : Row(i))];

    private static DatasetRow Row(int i) => new SyntheticQuery(
        $"which clause {i} speaks of item {i * 7 % 13}", [new ToolCall(i % 3 == 0 ? "vector_search" : "full_text_search", JsonValue.Object(("query", $"clause {i}")))], i % 500 + 1)
    {
        Source = "lease.txt",
        AvailableTools = BuiltInTools.All,
        Evidence = new Evidence("clause", 0, 6),
        Provenance = new Provenance("Template", "v1", "abc", 4) { Kind = i % 2 == 0 ? "lookup" : "topic", Difficulty = "easy" },
        Verdict = new Verdict(i % 8 == 0
            ? [new GateResult("Grounded", GateStatus.Failed) { Reason = "EvidenceOffTopic", Detail = "the words are not near it" }]
            : [new GateResult("Grounded", GateStatus.Passed)])
        {
            Ranks = new SearchRanks([i % 5 == 0 ? null : 1], 1, null) { Contrast = ToolContrast.Confirmed },
        },
    };
}
