namespace SynthGen.Datasets.Review;

/// <summary>The facets of rows. A new one is a line here.</summary>
internal static class RowFacets
{
    /// <summary>The kind of a row that is not a conversation.</summary>
    public const string QueryKind = "Query";

    /// <summary>Creates the facets, without rows.</summary>
    public static RowFacet[] Create() =>
    [
        new("kind", row => [KindOf(row)]),
        new("tool", row => Different(row.Calls, call => call.Name)),
        new("contrast", row => One((row as SyntheticQuery)?.Contrast?.ToString())),
        new("gate", row => GatesOf(row.Verdict)),
        new("difficulty", row => One((row as ToolConversation)?.Difficulty?.ToString())),
        new("source", row => row is SyntheticQuery ? One(row.Source) : Different([row.Source, .. row.GetPageKeys().Select(page => page.Source)], source => source)),
        new("split", row => One(row.Split?.ToString())),
    ];

    /// <summary>Returns the kind of a row.</summary>
    public static string KindOf(DatasetRow row) => row is ToolConversation conversation ? conversation.Kind?.ToString() ?? "Conversation" : QueryKind;

    private static IReadOnlyList<string> GatesOf(Verdict? verdict) =>
        verdict is null ? ["Untested"]
        : verdict.Passed ? ["Passed"]
        : Different([.. verdict.Gates.Where(gate => gate.Status is GateStatus.Failed or GateStatus.Unknown)], gate => gate.Gate);

    private static IReadOnlyList<string> One(string? value) => string.IsNullOrEmpty(value) ? [] : [value];

    // Most rows have one.
    private static IReadOnlyList<string> Different<T>(IReadOnlyList<T> items, Func<T, string> nameOf) =>
        items.Count == 1 ? One(nameOf(items[0])) : [.. items.Select(nameOf).Where(name => name.Length > 0).Distinct(StringComparer.Ordinal)];
}
