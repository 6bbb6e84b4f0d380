namespace SynthGen.Rows;

/// <summary>Lists for the records that users hold: PowerShell indexes arrays and List alone, not what a collection expression makes.</summary>
internal static class ListSnapshot
{
    /// <summary>The list itself if it is an array or a List, else an array of its items.</summary>
    public static IReadOnlyList<T> Of<T>(IReadOnlyList<T> items) => items is T[] or List<T> ? items : items.ToArray();
}
