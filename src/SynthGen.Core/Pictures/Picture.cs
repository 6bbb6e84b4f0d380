using SynthGen.Pictures.Charts;

namespace SynthGen.Pictures;

/// <summary>A picture of one set or of two: what it shows in plain words, and its charts.</summary>
/// <param name="Id">Its name in addresses and file names: lower-case letters and hyphens.</param>
/// <param name="Title">Its title.</param>
/// <param name="Caption">What it shows, in a sentence or two.</param>
/// <param name="Charts">Its charts, each with a name; empty where there is nothing to draw, which the caption says.</param>
internal sealed record Picture(string Id, string Title, string Caption, IReadOnlyList<(string Name, Chart Chart)> Charts)
{
    /// <summary>A picture with one chart.</summary>
    public Picture(string id, string title, string caption, Chart chart)
        : this(id, title, caption, [(title, chart)])
    {
    }

    /// <summary>A picture of the charts that there is something to draw in, or the reason why there is none.</summary>
    public static Picture Of(string id, string title, string caption, string reason, params IEnumerable<(string Name, Chart? Chart)> charts) =>
        charts.Where(chart => chart.Chart is not null).Select(chart => (chart.Name, chart.Chart!)).ToArray() is { Length: > 0 } drawn
            ? new(id, title, caption, drawn)
            : Without(id, title, reason);

    /// <summary>A picture of a chart, or the reason why there is nothing to draw.</summary>
    public static Picture Of(string id, string title, string caption, string reason, Chart? chart) => Of(id, title, caption, reason, (title, chart));

    /// <summary>A picture that is left out, and why.</summary>
    public static Picture Without(string id, string title, string reason) => new(id, title, reason, []);
}
