using SynthGen.Pictures.Charts;

namespace SynthGen.Pictures;

/// <summary>Pictures of what one model did on rows, or two beside each other.</summary>
internal static class ModelPictures
{
    private const int MostBars = 20;

    /// <summary>The shares.</summary>
    /// <param name="models">One model or two, with the names that the report gives them.</param>
    public static Picture Shares(IReadOnlyList<(string Name, ToolModelSummary Summary)> models) =>
        OfShares("model-shares", "How often the model is right", "Shares of the rows to which each figure applies; the table has their 95 % intervals. Longer is better, but for the calls where none is due, the missing calls and the questions where none is due.",
            models, summary => summary.Measures.Select(measure => (measure.Name, measure.Share)));

    /// <summary>The share that is right, by kind.</summary>
    public static Picture Kinds(IReadOnlyList<(string Name, ToolModelSummary Summary)> models) =>
        OfShares("model-kinds", "By kind", "The share of rows that the model gets right, by their kind. A short bar is what to train.",
            models, summary => summary.ByKind.Where(kind => kind.Measures.Count > 0).Select(kind => (kind.Name, kind.Measures[0].Share)));

    /// <summary>The tools expected and called.</summary>
    public static Picture Confusion(IReadOnlyList<(string Name, ToolModelSummary Summary)> models)
    {
        const string id = "model-confusion", title = "Expected and called";
        (string Name, Chart Chart)[] charts = [.. models.Where(model => model.Summary.Confusion.Count > 0).Select(model => (models.Count > 1 ? $"{title}: {model.Name}" : title, (Chart)Matrix(model.Summary)))];
        return charts.Length == 0
            ? Picture.Without(id, title, "No row was measured.")
            : new Picture(id, title, "Each bar is the rows in which one thing was expected; its parts are what the model did: green is what was expected, red something else. The table has the whole confusion matrix.", charts);
    }

    // A bar for what was expected, green where that was made.
    private static BarChart Matrix(ToolModelSummary summary)
    {
        string[] expected = [.. summary.Confusion.Select(cell => cell.Expected).Distinct().Order(StringComparer.Ordinal)];
        string[] made = [.. summary.Confusion.Select(cell => cell.Made).Distinct().Order(StringComparer.Ordinal)];
        return new BarChart(
            [.. expected.Select(name => $"expected {name}")],
            [
                new BarValues("as expected", ChartColor.Good, [.. expected.Select(name => Rows(name, name))]),
                .. made.Select(name => new BarValues($"made {name}", name == "none" ? ChartColor.Missing : ChartColor.Bad, [.. expected.Select(due => due == name ? null : Rows(due, name))]))
                    .Where(series => series.Values.Any(value => value is not null)),
            ])
        {
            IsStacked = true, OtherTitle = "expected", ValueTitle = "rows",
        };

        double? Rows(string due, string did) => summary.Confusion.FirstOrDefault(cell => cell.Expected == due && cell.Made == did)?.Rows;
    }

    private static Picture OfShares(string id, string title, string caption, IReadOnlyList<(string Name, ToolModelSummary Summary)> models, Func<ToolModelSummary, IEnumerable<(string Name, double Share)>> shares)
    {
        Dictionary<string, double>[] values = [.. models.Select(model => shares(model.Summary).ToDictionary(pair => pair.Name, pair => pair.Share))];
        string[] names = [.. values.SelectMany(value => value.Keys).Distinct().Take(MostBars)];
        return names.Length == 0
            ? Picture.Without(id, title, "No row was measured.")
            : new Picture(id, title, caption, new BarChart(names, [.. models.Select((model, i) => new BarValues(model.Name, (ChartColor)i, [.. names.Select(name => values[i].TryGetValue(name, out double share) ? (double?)share : null)]))])
            {
                Unit = ChartUnit.Share, OtherTitle = "figure", ValueTitle = "share of rows",
            });
    }
}
