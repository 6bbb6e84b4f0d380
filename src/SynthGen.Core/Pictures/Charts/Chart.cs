namespace SynthGen.Pictures.Charts;

/// <summary>The meaning of a colour in a chart.</summary>
public enum ChartColor
{
    /// <summary>The first set, tool or model.</summary>
    First,

    /// <summary>The second one.</summary>
    Second,

    /// <summary>The third one.</summary>
    Third,

    /// <summary>What is as it should be.</summary>
    Good,

    /// <summary>What decides nothing.</summary>
    Neutral,

    /// <summary>What is not as it should be.</summary>
    Bad,

    /// <summary>What is not known.</summary>
    Missing,

    /// <summary>A cell with nothing in it.</summary>
    Empty,

    /// <summary>A cell with little in it.</summary>
    Low,

    /// <summary>A cell with more in it.</summary>
    Middle,

    /// <summary>A cell with most in it.</summary>
    High,
}

/// <summary>What the values of a chart are.</summary>
public enum ChartUnit
{
    /// <summary>Numbers of things.</summary>
    Count,

    /// <summary>Shares, 0 to 1, shown as per cent.</summary>
    Share,

    /// <summary>Measures, 0 to 1, shown with two decimals.</summary>
    Measure,
}

/// <summary>A chart, without its looks.</summary>
public abstract record Chart
{
    /// <summary>The title of the axis of values; empty for none.</summary>
    public string ValueTitle { get; init; } = "";

    /// <summary>The title of the other axis; empty for none.</summary>
    public string OtherTitle { get; init; } = "";
}

/// <summary>The values of one series of bars.</summary>
/// <param name="Name">The name in the legend.</param>
/// <param name="Color">The colour.</param>
/// <param name="Values">A value for each category; null where there is none.</param>
public sealed record BarValues(string Name, ChartColor Color, IReadOnlyList<double?> Values);

/// <summary>Bars over categories.</summary>
/// <param name="Categories">The categories' names, in order.</param>
/// <param name="Series">One series or more.</param>
public sealed record BarChart(IReadOnlyList<string> Categories, IReadOnlyList<BarValues> Series) : Chart
{
    /// <summary>What the values are.</summary>
    public ChartUnit Unit { get; init; }

    /// <summary>Whether the series stand on each other, rather than beside each other.</summary>
    public bool IsStacked { get; init; }

    /// <summary>Whether the bars rise, as those of a histogram.</summary>
    public bool IsUpright { get; init; }

    /// <summary>Returns a value as text.</summary>
    public string Format(double? value) => ChartText.Of(value, Unit);
}

/// <summary>A cell.</summary>
/// <param name="Color">The colour.</param>
/// <param name="Text">What is in it, for people.</param>
public readonly record struct ChartCell(ChartColor Color, string Text);

/// <summary>A line of cells.</summary>
/// <param name="Name">The line's name.</param>
/// <param name="Cells">The cells, in order.</param>
public sealed record CellLine(string Name, IReadOnlyList<ChartCell> Cells);

/// <summary>Lines of cells, from the top down, that read on like the lines of a page.</summary>
/// <param name="Lines">The lines; the first one is the longest.</param>
/// <param name="Legend">What the colours mean.</param>
public sealed record CellChart(IReadOnlyList<CellLine> Lines, IReadOnlyList<(ChartColor Color, string Name)> Legend) : Chart;

/// <summary>A point.</summary>
/// <param name="X">To the right.</param>
/// <param name="Y">Upwards.</param>
/// <param name="Text">What it stands for.</param>
public readonly record struct ChartPoint(double X, double Y, string Text);

/// <summary>Points of one kind.</summary>
/// <param name="Name">The name in the legend.</param>
/// <param name="Color">The colour.</param>
/// <param name="Points">The points.</param>
public sealed record PointValues(string Name, ChartColor Color, IReadOnlyList<ChartPoint> Points);

/// <summary>Points on a plane without scales.</summary>
/// <param name="Series">The points by kind.</param>
public sealed record PointChart(IReadOnlyList<PointValues> Series) : Chart;

/// <summary>Lines through points, on two scales of counts.</summary>
/// <param name="Series">The lines.</param>
public sealed record LineChart(IReadOnlyList<PointValues> Series) : Chart;
