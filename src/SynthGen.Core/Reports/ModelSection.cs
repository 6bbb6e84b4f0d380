using System.Globalization;
using System.Xml.Linq;
using SynthGen.Pictures;
using SynthGen.Pictures.Charts;

namespace SynthGen.Reports;

/// <summary>What one model did on rows, or two beside each other.</summary>
internal static class ModelSection
{
    private const int MostChanged = 12;

    private static readonly Dictionary<string, string> Meanings = new()
    {
        ["Right"] = "the decision is right as a whole",
        ["ToolRight"] = "the tools are those expected",
        ["EitherRight"] = "the same, and either search is right where both find the page",
        ["CountRight"] = "as many calls as expected",
        ["ArgumentsValid"] = "the arguments fit the tools' schemas",
        ["AstMatch"] = "the calls are the expected ones, in any order",
        ["HitAt1"] = "the calls find the page first",
        ["HitAt5"] = "… among the first five",
        ["HitAt10"] = "… among the first ten",
        ["NoCallWhereDue"] = "no call where one was due; fewer is better",
        ["CalledWhereNoneDue"] = "a call where none was due; fewer is better",
        ["AskedWhereDue"] = "asks back where that was due",
        ["AskedWhereNotDue"] = "asks back where that was not due; fewer is better",
        ["LaterTurnsRight"] = "decisions after the first that are right",
    };

    /// <summary>Returns the section.</summary>
    /// <param name="models">One model or two.</param>
    /// <param name="renderer">Draws the charts.</param>
    public static XElement Of(IReadOnlyList<ModelResults> models, IChartRenderer renderer)
    {
        (string Name, ToolModelSummary Summary)[] named = [.. models.Select(model => (NameOf(models, model), model.Summary))];
        Picture[] pictures = [ModelPictures.Shares(named), ModelPictures.Kinds(named), ModelPictures.Confusion(named)];
        return Html.Section("models", named.Length > 1 ? "Two models" : "The model",
            [
                .. named.Select(model => Html.Of("p", Html.Of("strong", model.Name), $": {Counts(model.Summary)}")),
                .. pictures.Select(picture => Figure.Of(picture, renderer)),
                Html.Of("h3", "Figures with their 95 % intervals"),
                Measures(named),
                .. named.Where(model => model.Summary.Confusion.Count > 0).SelectMany(model => new[] { Html.Of("h3", named.Length > 1 ? $"Confusion matrix: {model.Name}" : "Confusion matrix"), Confusion(model.Summary) }),
                .. models.Select(model => model.Summary.Comparison).OfType<ToolModelComparison>().SelectMany(comparison => Comparison(comparison, named)),
            ]);
    }

    private static string NameOf(IReadOnlyList<ModelResults> models, ModelResults model)
    {
        string name = model.Summary.Model.Length > 0 ? model.Summary.Model : model.Name;
        return models.Count > 1 && models[0].Summary.Model == models[1].Summary.Model ? $"{name} ({model.Name})" : name;
    }

    private static string Counts(ToolModelSummary summary) => string.Create(CultureInfo.InvariantCulture,
        $"{ChartText.Count(summary.Rows, "row")}: {summary.Measured:#,0} measured, {summary.Failed:#,0} failed, {summary.Pending:#,0} pending; {summary.InputTokens:#,0} tokens in and {summary.OutputTokens:#,0} out{(summary.Cost is { } cost and > 0 ? $", {cost:0.00##} US dollars" : "")}{(summary.LatencyMedian is { } median ? $"; a reply takes {median:#,0} ms (median)" : "")}.");

    private static XElement Measures((string Name, ToolModelSummary Summary)[] models) => Html.Table(
        ["figure", .. models.SelectMany(model => new[] { model.Name, "95 % interval", "rows" }), "what it says"],
        models.SelectMany(model => model.Summary.Measures.Select(measure => measure.Name)).Distinct()
            .Select(name => (IReadOnlyList<object?>)[name, .. models.SelectMany(model => Cells(model.Summary.Find(name))), Meanings.GetValueOrDefault(name, "")]));

    private static string[] Cells(ToolModelMeasure? measure) => measure is null ? ["–", "–", "–"] :
    [
        ChartText.Of(measure.Share, ChartUnit.Share),
        measure is { Low: { } low, High: { } high } ? $"{ChartText.Of(low, ChartUnit.Share)} to {ChartText.Of(high, ChartUnit.Share)}" : "–",
        $"{measure.Count.ToString(CultureInfo.InvariantCulture)} of {measure.Of.ToString(CultureInfo.InvariantCulture)}",
    ];

    private static XElement Confusion(ToolModelSummary summary)
    {
        string[] made = [.. summary.Confusion.Select(cell => cell.Made).Distinct().Order(StringComparer.Ordinal)];
        return Html.Table(["expected, and made →", .. made], summary.Confusion.GroupBy(cell => cell.Expected).OrderBy(row => row.Key, StringComparer.Ordinal)
            .Select(row => (IReadOnlyList<object?>)[row.Key, .. made.Select(name => Cell(row, name))]));
    }

    private static object Cell(IGrouping<string, ToolConfusion> row, string made)
    {
        string rows = (row.FirstOrDefault(cell => cell.Made == made)?.Rows ?? 0).ToString(CultureInfo.InvariantCulture);
        return made == row.Key ? Html.Of("strong", rows) : rows;
    }

    private static IEnumerable<object> Comparison(ToolModelComparison comparison, (string Name, ToolModelSummary Summary)[] models)
    {
        yield return Html.Of("h3", "On the same rows");
        yield return Html.Of("p", $"{ChartText.Count(comparison.Rows, "row")} are in both files. A small p-value, below 0.05, says that the difference is hardly chance (McNemar's test).");
        yield return Html.Table(["figure", "both right", $"only {models[0].Name}", $"only {models[^1].Name}", "neither", "p"], comparison.Tests.Select(test => (IReadOnlyList<object?>)
            [test.Measure, Number(test.Both), Number(test.OnlyThis), Number(test.OnlyAgainst), Number(test.Neither), test.PValue.ToString("0.0000", CultureInfo.InvariantCulture)]));
        if (comparison.Changed.Count == 0)
            yield break;

        yield return Html.Of("h3", "Rows that changed");
        yield return Html.Table(["query", models[0].Name, models[^1].Name, "right"], comparison.Changed.Take(MostChanged).Select(row => (IReadOnlyList<object?>)
            [MarkupText.Of(row.Query, 160), row.Made, row.AgainstMade, row.IsRight ? models[0].Name : models[^1].Name]));
        if (comparison.Changed.Count > MostChanged)
            yield return Html.Of("p", $"And {ChartText.Count(comparison.Changed.Count - MostChanged, "row")} more.");
    }

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
