using System.Globalization;
using System.Xml.Linq;
using SynthGen.Pictures;
using SynthGen.Pictures.Charts;

namespace SynthGen.Reports;

/// <summary>How the rows and the report were made, as far as it is known.</summary>
internal static class OriginSection
{
    private const int MostListed = 20;

    /// <summary>Returns the section.</summary>
    public static XElement Of(ReportContent content) => Html.Section("origin", "How it was made",
        [
            .. content.Sets.SelectMany((set, i) => Rows(set, content.Sets.Count > 1 ? SetBars.NameOf(content.Sets, i) : null)),
            content.Command is null ? null : Html.Of("h3", "The commands of this report"),
            content.Command is null ? null : Html.Of("p", "As typed; a value that may be a secret is left out."),
            content.Command is null ? null : Html.Of("pre", Html.Attribute("tabindex", "0"), Html.Of("code", content.Command)),
            content.Sets.Count == 0 ? null : Html.Of("h3", "Limits"),
            content.Sets.Count == 0 ? null : Html.Of("ul",
                Html.Of("li", "The queries are synthetic: no person asked them."),
                Html.Of("li", "Evidence proves that a passage stands on its page, and a rank that a call finds it. Neither proves that the question is a good one: read the examples."),
                Html.Of("li", $"The map shows at most {DatasetProfiler.MostPoints.ToString("#,0", CultureInfo.InvariantCulture)} queries of a set, and self-BLEU is measured on as many. All other numbers are of all rows.")),
        ]);

    private static IEnumerable<object> Rows(DatasetProfile set, string? name)
    {
        if (name is not null)
            yield return Html.Of("h3", name);
        if (set.Origins.Count == 0)
        {
            yield return Html.Of("p", "The rows do not say how they were made.");
            yield break;
        }

        yield return Html.Of("p", "As the rows say of themselves. The command is that of the rows' backend and seed; its other parameters are not known.");
        yield return Html.Table(["command", "backend", "model", "prompt version", "seed", "rows"], set.Origins.Take(MostListed).Select(made => (IReadOnlyList<object?>)
        [
            Html.Of("code", Command(made.Origin)), made.Origin.Backend, made.Origin.Model,
            made.Origin.PromptVersion is { } version ? Html.Of("code", version) : "–", made.Origin.Seed?.ToString(CultureInfo.InvariantCulture) ?? "–", ChartText.Of(made.Rows, ChartUnit.Count),
        ]));
        long rest = set.Measure.Rows - set.Origins.Take(MostListed).Sum(made => made.Rows);
        if (rest > 0)
            yield return Html.Of("p", $"{ChartText.Count(rest, "row")} more: of other origins, or without one.");
    }

    private static string Command(RowOrigin origin) =>
        $"{(origin.IsConversation ? "New-ToolConversation" : "New-SyntheticQuery")} -Backend {origin.Backend}{(origin.Seed is { } seed ? string.Create(CultureInfo.InvariantCulture, $" -Seed {seed}") : "")}";
}
