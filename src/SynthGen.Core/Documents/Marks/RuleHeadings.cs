namespace SynthGen.Documents.Marks;

/// <summary>Tells the rules between the sections of a Markdown document from those between pages.</summary>
internal static class RuleHeadings
{
    /// <summary>
    /// Whether each rule of a text is followed by a heading below the first level. Pages begin with a heading only where a
    /// section does, or as slides do with one of the first level.
    /// </summary>
    public static bool AreSections(ReadOnlySpan<char> text)
    {
        bool isAfterRule = false, isAny = false;
        foreach (ReadOnlySpan<char> raw in text.EnumerateLines())
        {
            ReadOnlySpan<char> line = raw.Trim();
            if (line is "---" && isAny)
            {
                isAfterRule = true;
            }
            else if (!line.IsEmpty)
            {
                if (isAfterRule && !line.StartsWith("##", StringComparison.Ordinal))
                    return false;
                isAfterRule = false;
                isAny = true;
            }
        }

        return true;
    }
}
