namespace SynthGen.Text;

/// <summary>Reads the word lists, frames and concepts that are built into the assembly.</summary>
internal static class TextResource
{
    /// <summary>Returns the lines of a resource without comments; blank lines are kept.</summary>
    public static IEnumerable<string> Lines(string name)
    {
        using Stream stream = typeof(TextResource).Assembly.GetManifestResourceStream(name)!;
        using StreamReader reader = new(stream);
        while (reader.ReadLine() is { } line)
        {
            if (!line.StartsWith('#'))
                yield return line.Trim();
        }
    }
}
