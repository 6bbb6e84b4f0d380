using System.Xml.Linq;
using SynthGen.Pictures;
using SynthGen.Pictures.Charts;
using SynthGen.Rows;

namespace SynthGen.Reports;

/// <summary>What a set is, at a glance.</summary>
internal static class Summary
{
    private const int MostListed = 20;

    /// <summary>Returns one sentence about a set.</summary>
    /// <param name="set">The set.</param>
    /// <param name="name">Its name; null if the sentence needs none.</param>
    public static XElement Sentence(DatasetProfile set, string? name)
    {
        DatasetMeasure measure = set.Measure;
        string[] what = [.. new[] { (measure.Rows - measure.Conversations, "row"), (measure.Conversations, "conversation") }.Where(part => part.Item1 > 0).Select(part => ChartText.Count(part.Item1, part.Item2))];
        string pages = measure.Pages == 0 ? "without pages" : $"from {ChartText.Count(measure.Pages, "page")}{(measure.PageCount is { } all ? $" of {all:#,0}" : "")}";
        string of = measure.Pages == 0 ? "" : set.OnlySource is { } source ? $" of {source}" : $" of {ChartText.Count(set.Sources.Count, "source")}";
        return Html.OfClass("p", "lead", name is null ? null : Html.Of("strong", $"{name}: "), $"{string.Join(" and ", what)} {pages}{of}, for teaching a language model which tool to call.");
    }

    /// <summary>Returns the section with the main figures and facts.</summary>
    public static XElement Of(IReadOnlyList<DatasetProfile> sets) => Html.Section("summary", "What it is", sets.Select((set, i) => One(set, sets.Count > 1 ? SetBars.NameOf(sets, i) : null)));

    private static XElement One(DatasetProfile set, string? name) => Html.OfClass("div", "set",
        name is null ? null : Html.Of("h3", name),
        Html.OfClass("dl", "figures", Figures(set.Measure).Where(figure => figure.Value is not null).Select(figure => Html.Of("div", Html.Of("dt", figure.Name), Html.Of("dd", figure.Value)))),
        Html.OfClass("dl", "facts",
            Fact("Sources", string.Join(", ", set.Sources.Take(MostListed).Select(source => $"{(source.Key.Length > 0 ? source.Key : "none")} ({ChartText.Count(source.Value, "row")})")) + (set.Sources.Count > MostListed ? $", and {set.Sources.Count - MostListed} more" : "")),
            set.Splits.Count == 0 ? null : Fact("Splits", string.Join(", ", set.Splits.Select(split => $"{SplitNames.Of(split.Split)} ({ChartText.Count(split.Rows, "row")})"))),
            set.Hash is null ? null : Fact("SHA-256", Html.OfClass("code", "hash", set.Hash), "of the rows as Export-ToolDataset writes them")));

    private static IEnumerable<(string Name, string? Value)> Figures(DatasetMeasure measure)
    {
        yield return ("rows", measure.Conversations == measure.Rows ? null : Number(measure.Rows - measure.Conversations));
        yield return ("conversations", measure.Conversations == 0 ? null : Number(measure.Conversations));
        yield return ("pages with a row", measure.PageCoverage is { } coverage ? Share(coverage) : Number(measure.Pages));
        yield return ("passed the gates", measure.PassRate is { } passed ? Share(passed) : null);
        yield return ("found in the first ten", measure.HitAt10 is { } hit ? Share(hit) : null);
        yield return ("decide between the tools", measure.DecidedShare is { } decided ? Share(decided) : null);
        yield return ("near copies", measure.DuplicateRate is { } copies ? Share(copies) : null);
    }

    private static XElement Fact(string name, params object?[] value) => Html.Of("div", Html.Of("dt", name), Html.Of("dd", value.SelectMany(part => new[] { part, " " })));

    private static string Number(long value) => ChartText.Of(value, ChartUnit.Count);

    private static string Share(double value) => ChartText.Of(value, ChartUnit.Share);
}
