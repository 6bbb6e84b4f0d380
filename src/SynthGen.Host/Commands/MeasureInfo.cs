namespace Microsoft.PowerShell.Commands;

/// <summary>What was measured.</summary>
public abstract class MeasureInfo
{
    /// <summary>The property that was measured; null if it was the objects themselves.</summary>
    public string? Property { get; set; }
}

/// <summary>Measures of numbers.</summary>
public sealed class GenericMeasureInfo : MeasureInfo
{
    /// <summary>How many values there were.</summary>
    public int Count { get; set; }

    /// <summary>Their average.</summary>
    public double? Average { get; set; }

    /// <summary>Their sum.</summary>
    public double? Sum { get; set; }

    /// <summary>The greatest.</summary>
    public double? Maximum { get; set; }

    /// <summary>The least.</summary>
    public double? Minimum { get; set; }

    /// <summary>Their standard deviation, as that of a sample.</summary>
    public double? StandardDeviation { get; set; }
}

/// <summary>Measures of values that are no numbers.</summary>
public sealed class GenericObjectMeasureInfo : MeasureInfo
{
    /// <summary>How many values there were.</summary>
    public int Count { get; set; }

    /// <summary>Their average.</summary>
    public double? Average { get; set; }

    /// <summary>Their sum.</summary>
    public double? Sum { get; set; }

    /// <summary>The greatest.</summary>
    public object? Maximum { get; set; }

    /// <summary>The least.</summary>
    public object? Minimum { get; set; }

    /// <summary>Their standard deviation, as that of a sample.</summary>
    public double? StandardDeviation { get; set; }
}

/// <summary>Measures of text.</summary>
public sealed class TextMeasureInfo : MeasureInfo
{
    /// <summary>How many lines there were.</summary>
    public int? Lines { get; set; }

    /// <summary>How many words there were.</summary>
    public int? Words { get; set; }

    /// <summary>How many characters there were.</summary>
    public int? Characters { get; set; }
}
