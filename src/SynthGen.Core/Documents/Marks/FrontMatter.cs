namespace SynthGen.Documents.Marks;

/// <summary>YAML between two lines of three hyphens at the beginning of a Markdown document.</summary>
internal static class FrontMatter
{
    /// <summary>Whether the line after the first line of hyphens begins with a key: <c>title: A lease</c>.</summary>
    public static bool Begins(ReadOnlySpan<char> line)
    {
        int length = line.IndexOfAny(':', ' ');
        return length > 0 && line[length] == ':' && char.IsLetter(line[0]) && (length + 1 == line.Length || line[length + 1] == ' ');
    }
}
