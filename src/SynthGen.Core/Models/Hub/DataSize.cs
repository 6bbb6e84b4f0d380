namespace SynthGen.Models.Hub;

/// <summary>Formats sizes of data as the Hub's pages do: in units of a thousand.</summary>
public static class DataSize
{
    private static readonly string[] Units = ["bytes", "kB", "MB", "GB", "TB"];

    /// <summary>Returns a size in words, such as 4.37 GB.</summary>
    public static string Text(long bytes)
    {
        double value = bytes;
        int unit = 0;
        for (; value >= 1000 && unit < Units.Length - 1; unit++)
            value /= 1000;
        return FormattableString.Invariant($"{value:0.##} {Units[unit]}");
    }
}
