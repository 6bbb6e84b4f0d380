namespace SynthGen.Files;

/// <summary>The kinds of files that a signature tells apart.</summary>
internal enum SignatureKind
{
    /// <summary>A document whose text a program can take out, such as PostScript.</summary>
    Document,

    /// <summary>A PDF document.</summary>
    Pdf,

    /// <summary>A document of a word processor, spreadsheet or e-book.</summary>
    Office,

    /// <summary>A picture, or a document of pictures.</summary>
    Image,

    /// <summary>A ZIP archive.</summary>
    Zip,

    /// <summary>Files packed into one, or one file compressed.</summary>
    Archive,

    /// <summary>A file compressed with gzip.</summary>
    Gzip,

    /// <summary>An SQLite database.</summary>
    Sqlite,

    /// <summary>A Parquet file.</summary>
    Parquet,

    /// <summary>A language model.</summary>
    Model,

    /// <summary>A program.</summary>
    Program,

    /// <summary>Sound or film.</summary>
    Media,
}

/// <summary>What the first bytes of a file say that it is.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Title">Its name in a sentence, as in "a PNG image".</param>
internal readonly record struct FileSignature(SignatureKind Kind, string Title)
{
    private static readonly (int Offset, byte[] Bytes, SignatureKind Kind, string Title)[] Table =
    [
        (0, [.. "%PDF-"u8], SignatureKind.Pdf, "a PDF document"),
        (0, [.. "{\\rtf"u8], SignatureKind.Office, "an RTF document"),
        (0, [.. "%!PS"u8], SignatureKind.Document, "a PostScript document"),
        (0, [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], SignatureKind.Office, "a document of Office from before 2007"),
        (0, [0x89, .. "PNG"u8], SignatureKind.Image, "a PNG image"),
        (0, [0xFF, 0xD8, 0xFF], SignatureKind.Image, "a JPEG image"),
        (0, [.. "II*\0"u8], SignatureKind.Image, "a TIFF image"),
        (0, [.. "MM\0*"u8], SignatureKind.Image, "a TIFF image"),
        (0, [.. "II+\0"u8], SignatureKind.Image, "a TIFF image"),
        (0, [.. "MM\0+"u8], SignatureKind.Image, "a TIFF image"),
        (0, [.. "\0\0\0\u000CjP  "u8], SignatureKind.Image, "a JPEG 2000 image"),
        (0, [0xFF, 0x4F, 0xFF, 0x51], SignatureKind.Image, "a JPEG 2000 image"),
        (0, [.. "GIF87a"u8], SignatureKind.Image, "a GIF image"),
        (0, [.. "GIF89a"u8], SignatureKind.Image, "a GIF image"),
        (8, [.. "WEBP"u8], SignatureKind.Image, "a WebP image"),
        (4, [.. "ftypheic"u8], SignatureKind.Image, "an HEIC image"),
        (4, [.. "ftypavif"u8], SignatureKind.Image, "an AVIF image"),
        (0, [.. "AT&TFORM"u8], SignatureKind.Image, "a DjVu document"),
        (0, [.. "PK\u0003\u0004"u8], SignatureKind.Zip, "a ZIP archive"),
        (0, [.. "PK\u0005\u0006"u8], SignatureKind.Zip, "an empty ZIP archive"),
        (0, [0x1F, 0x8B], SignatureKind.Gzip, "a file compressed with gzip"),
        (0, [.. "7z"u8, 0xBC, 0xAF, 0x27, 0x1C], SignatureKind.Archive, "a 7-Zip archive"),
        (0, [.. "Rar!\u001A\u0007"u8], SignatureKind.Archive, "a RAR archive"),
        (257, [.. "ustar"u8], SignatureKind.Archive, "a tar archive"),
        (0, [0xFD, .. "7zXZ\0"u8], SignatureKind.Archive, "a file compressed with xz"),
        (4, [.. "1AY&SY"u8], SignatureKind.Archive, "a file compressed with bzip2"),
        (0, [0x28, 0xB5, 0x2F, 0xFD], SignatureKind.Archive, "a file compressed with zstd"),
        (0, [.. "SQLite format 3\0"u8], SignatureKind.Sqlite, "an SQLite database"),
        (0, [.. "PAR1"u8], SignatureKind.Parquet, "a Parquet file"),
        (0, [.. "GGUF"u8], SignatureKind.Model, "a model"),
        (0, [0x7F, .. "ELF"u8], SignatureKind.Program, "a program"),
        (0, [0xCF, 0xFA, 0xED, 0xFE], SignatureKind.Program, "a program"),
        (0, [0xCA, 0xFE, 0xBA, 0xBE], SignatureKind.Program, "a program"),
        (4, [.. "ftyp"u8], SignatureKind.Media, "a film or a recording"),
        (0, [.. "OggS\0"u8], SignatureKind.Media, "a film or a recording"),
    ];

    // The name of a part that only this kind of document has, in the first entries of the archive.
    private static readonly (byte[] Part, string Title)[] Packed =
    [
        ([.. "mimetypeapplication/epub+zip"u8], "an EPUB book"),
        ([.. "mimetypeapplication/vnd.oasis.opendocument"u8], "an OpenDocument file"),
        ([.. "word/"u8], "a Word document"),
        ([.. "xl/"u8], "an Excel workbook"),
        ([.. "ppt/"u8], "a PowerPoint presentation"),
        ([.. "[Content_Types].xml"u8], "a document of Office"),
    ];

    /// <summary>Recognizes a file by its first bytes.</summary>
    /// <returns>What it is; null if its bytes are those of no kind known here, as text's are.</returns>
    public static FileSignature? Recognize(ReadOnlySpan<byte> beginning)
    {
        foreach ((int offset, byte[] bytes, SignatureKind kind, string title) in Table)
        {
            if (beginning.Length < offset + bytes.Length || !beginning[offset..].StartsWith(bytes))
                continue;
            return kind == SignatureKind.Zip ? Unpack(beginning, title) : new FileSignature(kind, title);
        }

        return beginning switch
        {
            // Two letters begin many a text; in a program and a bitmap bytes that no text has follow.
            [(byte)'M', (byte)'Z', ..] when beginning[..Math.Min(64, beginning.Length)].Contains((byte)0) => new FileSignature(SignatureKind.Program, "a program"),
            [(byte)'B', (byte)'M', ..] when beginning.Length > 10 && beginning[6..10].SequenceEqual("\0\0\0\0"u8) => new FileSignature(SignatureKind.Image, "a BMP image"),
            _ => null,
        };
    }

    private static FileSignature Unpack(ReadOnlySpan<byte> beginning, string title)
    {
        foreach ((byte[] part, string packed) in Packed)
        {
            if (beginning.IndexOf(part) >= 0)
                return new FileSignature(SignatureKind.Office, packed);
        }

        return new FileSignature(SignatureKind.Zip, title);
    }
}
