namespace SynthGen.Tools;

/// <summary>Finds the texts in a call's arguments.</summary>
internal static class ArgumentText
{
    /// <summary>The name of the argument that the built-in tools search for.</summary>
    public const string Query = "query";

    /// <summary>Returns all texts, including those in lists and objects.</summary>
    public static IEnumerable<string> Of(ToolCall call) => call.Arguments.Values.SelectMany(In);

    /// <summary>
    /// Returns the search text of a call: the argument "query", or else its only text; null if there is none.
    /// </summary>
    public static string? Sought(ToolCall call) =>
        call.Arguments.GetValueOrDefault(Query) as string ?? (call.Arguments.Values.OfType<string>().ToArray() is [string only] ? only : null);

    private static IEnumerable<string> In(object? value) => value switch
    {
        string text => [text],
        IReadOnlyDictionary<string, object?> members => members.Values.SelectMany(In),
        IEnumerable<object?> items => items.SelectMany(In),
        _ => [],
    };
}
