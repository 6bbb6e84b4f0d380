using SynthGen.Files;

namespace SynthGen.Datasets;

/// <summary>Recognizes files that are not datasets by their beginning, so that not each line of them is an error.</summary>
internal static class ForeignContent
{
    /// <summary>The bytes of a file's beginning that decide.</summary>
    public const int Length = 64 * 1024;

    // Fewer lines than that may be bad lines of a dataset.
    private const int FewestLines = 3;

    // A text may show a row here and there; of a dataset's lines most are rows.
    private const int LinesPerRow = 10;

    /// <summary>Returns what a file is, as in "a PDF document"; null if it may be a dataset.</summary>
    /// <param name="beginning">Its first bytes, decompressed.</param>
    /// <param name="isAll">Whether there are no more.</param>
    public static string? Describe(ReadOnlySpan<byte> beginning, bool isAll)
    {
        ReadOnlySpan<byte> text = beginning.StartsWith("\uFEFF"u8) ? beginning[3..] : beginning;
        return FileSignature.Recognize(beginning) switch
        {
            { Kind: SignatureKind.Zip or SignatureKind.Office, Title: var title } when beginning.StartsWith("PK"u8) => title == "a ZIP archive" ? "a ZIP archive, as documents of Office are too" : title,
            { Kind: SignatureKind.Parquet } => "a Parquet file, whose name has to end in .parquet",
            { Kind: SignatureKind.Sqlite } => "an SQLite database, as New-PageIndex writes them",
            { Kind: SignatureKind.Gzip } => "compressed with gzip, and its name has to end in .gz, once for each time",
            { Title: var title } => title,
            _ when text.TrimStart(" \t\r\n"u8) is [(byte)'<', ..] => "HTML or XML",
            _ => DescribeLines(text, isAll),
        };
    }

    // A dataset with a few bad lines at its beginning has rows after them.
    private static string? DescribeLines(ReadOnlySpan<byte> text, bool isAll)
    {
        if (JsonArraySource.Begins(text))
            return null;

        int lines = 0, rows = 0;
        byte first = 0;
        while (text.Length > 0)
        {
            int end = text.IndexOf((byte)'\n');
            if (end < 0 && !isAll)
            {
                // The rest of the line is not known.
                rows += text is [(byte)'{', ..] ? 1 : 0;
                break;
            }

            ReadOnlySpan<byte> line = text[..(end < 0 ? text.Length : end)].Trim(" \t\r"u8);
            text = end < 0 ? [] : text[(end + 1)..];
            if (line.IsEmpty)
                continue;
            rows += line[0] == (byte)'{' && line[^1] == (byte)'}' ? 1 : 0;
            if (lines++ == 0)
                first = line[0];
        }

        return (lines < FewestLines || rows * LinesPerRow >= lines, first) switch
        {
            (true, _) => null,
            (_, (byte)'{' or (byte)'[') => "JSON over several lines",
            _ => "text of another kind",
        };
    }
}
