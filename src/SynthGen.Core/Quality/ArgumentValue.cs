namespace SynthGen.Quality;

/// <summary>The possible origin of an argument's value.</summary>
internal enum ArgumentOrigin
{
    /// <summary>The query contains or implies it.</summary>
    FromQuery,

    /// <summary>The tool's schema offers it: a default, an enumeration value, true, false or null.</summary>
    Default,

    /// <summary>Only the page contains it: a person who asks the query could not know it.</summary>
    FromPage,

    /// <summary>Neither the query nor the page contains it: for example an invented figure.</summary>
    Unknown,
}

/// <summary>A value of a call's arguments.</summary>
/// <param name="Tool">The tool called.</param>
/// <param name="Path">The place in the arguments: "query", "filter.dates[0]".</param>
/// <param name="Value">The value.</param>
/// <param name="Origin">The possible origin.</param>
internal sealed record ArgumentValue(string Tool, string Path, object? Value, ArgumentOrigin Origin)
{
    /// <summary>The words that the query does not account for; empty for the other origins.</summary>
    public IReadOnlyList<string> Foreign { get; init; } = [];
}
