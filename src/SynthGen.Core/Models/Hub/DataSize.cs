namespace SynthGen.Models.Hub;

/// <summary>Sizes of data as the Hub's pages show them: units of a thousand.</summary>
public static class DataSize
{
    private static readonly string[] Units = ["bytes", "kB", "MB", "GB", "TB"];

    /// <summary>A size in words, as in 4.37 GB.</summary>
    public static string Text(long bytes)
    {
        double value = bytes;
        int unit = 0;
        for (; value >= 1000 && unit < Units.Length - 1; unit++)
            value /= 1000;
        return FormattableString.Invariant($"{value:0.##} {Units[unit]}");
    }
}
