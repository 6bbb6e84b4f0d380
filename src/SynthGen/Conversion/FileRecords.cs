namespace SynthGen.Conversion;

/// <summary>Finds the file that an object from the pipeline names.</summary>
internal static class FileRecords
{
    private static readonly string[] Literal = ["LiteralPath", "FullName", "PSPath"];

    /// <summary>
    /// Returns the path of a file object, or of a record with a Path, LiteralPath, FullName or PSPath; null for anything else.
    /// A text is not a path here.
    /// </summary>
    /// <param name="value">The object.</param>
    /// <param name="isLiteral">Whether wildcard characters are part of the name; only a Path may have wildcards.</param>
    public static string? PathOf(object? value, out bool isLiteral)
    {
        isLiteral = true;
        if (RecordReader.Bare(value) is FileSystemInfo file)
            return file.FullName;
        if (RecordReader.Of(value) is not { } record)
            return null;

        try
        {
            string? literal = record.Name(Literal);
            isLiteral = literal is not null;
            return literal ?? record.Name("Path");
        }
        catch (FormatException)
        {
            // Another kind of path, not that of a file.
            return null;
        }
    }
}
