namespace SynthGen.Rows;

/// <summary>
/// Makes lists for the records that users see. PowerShell can index an array or a List, but not every type that a
/// collection expression creates.
/// </summary>
internal static class ListSnapshot
{
    /// <summary>Returns the list itself if it is an array or a List, otherwise an array of its items.</summary>
    public static IReadOnlyList<T> Of<T>(IReadOnlyList<T> items) => items is T[] or List<T> ? items : items.ToArray();
}
