using System.Globalization;
using System.Xml.Linq;
using SynthGen.Pictures;

namespace SynthGen.Reports;

/// <summary>All measures as a table; each leads to the picture that shows it.</summary>
internal static class MeasureSection
{
    /// <summary>Returns the section.</summary>
    public static XElement Of(IReadOnlyList<DatasetProfile> sets)
    {
        IReadOnlyDictionary<string, double?>[] values = [.. sets.Select(set => Values(set.Measure))];
        bool areTwo = sets.Count > 1;
        IEnumerable<string> names = areTwo ? sets.Select((_, i) => SetBars.NameOf(sets, i)) : ["value"];
        return Html.Section("measures", "Measures",
            Html.Of("p", "As Measure-ToolDataset gives them. A dash means that the set has no data for the measure. Each name leads to the picture that shows it."),
            Html.Table(["measure", .. names, .. areTwo ? ["difference"] : (string[])[], "what it says"], MeasureText.All.Select(measure => (IReadOnlyList<object?>)
                [Html.Of("a", Html.Attribute("href", $"#{measure.Picture}"), measure.Name), .. values.Select(set => Text(set.GetValueOrDefault(measure.Name), measure)), .. areTwo ? [Difference(values, measure)] : (string[])[], measure.Meaning])));
    }

    private static Dictionary<string, double?> Values(DatasetMeasure measure)
    {
        Dictionary<string, double?> values = measure.CompareTo(measure).ToDictionary(pair => pair.Measure, pair => pair.Value);
        values[nameof(DatasetMeasure.PageCount)] = measure.PageCount;
        values[nameof(DatasetMeasure.PageCoverage)] = measure.PageCoverage;
        return values;
    }

    private static string Difference(IReadOnlyDictionary<string, double?>[] values, MeasureText measure) =>
        values[0].GetValueOrDefault(measure.Name) - values[1].GetValueOrDefault(measure.Name) is { } difference ? (difference >= 0 ? "+" : "−") + Text(Math.Abs(difference), measure) : "–";

    private static string Text(double? value, MeasureText measure) => value is { } number ? number.ToString(measure.Format, CultureInfo.InvariantCulture) : "–";
}
