namespace SynthGen.Quality;

/// <summary>Where the value of an argument can have come from.</summary>
public enum ArgumentOrigin
{
    /// <summary>The query says it, or it says the query in other words.</summary>
    FromQuery,

    /// <summary>The tool's schema offers it: a default, one of an enumeration, true, false or null.</summary>
    Default,

    /// <summary>The page alone says it: whoever asks the query could not know.</summary>
    FromPage,

    /// <summary>Nobody says it: a figure that is neither in the query nor in the page.</summary>
    Unknown,
}

/// <summary>A value of a call's arguments.</summary>
/// <param name="Tool">The tool called.</param>
/// <param name="Path">Where in the arguments: "query", "filter.dates[0]".</param>
/// <param name="Value">The value.</param>
/// <param name="Origin">Where it can have come from.</param>
public sealed record ArgumentValue(string Tool, string Path, object? Value, ArgumentOrigin Origin)
{
    /// <summary>The words that only the page could know, or nobody; empty for the other origins.</summary>
    public IReadOnlyList<string> Foreign { get; init; } = [];
}
