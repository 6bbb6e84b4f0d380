using System.Text.Json;
using SynthGen.Json;

namespace SynthGen.Files;

/// <summary>
/// The end of a file after its last LF: part of a line that a killed process left, or a row without its LF.
/// </summary>
/// <param name="Bytes">The bytes.</param>
/// <param name="IsRow">Whether they are a whole row.</param>
internal sealed record TornLine(byte[] Bytes, bool IsRow)
{
    /// <summary>A file that ends with a complete line.</summary>
    public static TornLine None { get; } = new([], IsRow: false);

    /// <summary>Reads the end of a file.</summary>
    /// <exception cref="InvalidDataException">The end is not part of a dataset.</exception>
    public static TornLine Find(FileStream file)
    {
        byte[] tail = [];
        for (int length = 4096; ; length *= 4)
        {
            length = (int)Math.Min(length, file.Length);
            tail = new byte[length];
            file.Seek(-length, SeekOrigin.End);
            file.ReadExactly(tail);
            int end = tail.AsSpan().LastIndexOf((byte)'\n');
            if (end >= 0 || length == file.Length)
                return Judge(tail[(end + 1)..]);
            if (length > JsonLine.MaximumLength)
                throw NotADataset();
        }
    }

    private static TornLine Judge(byte[] bytes)
    {
        if (bytes.Length == 0)
            return None;

        try
        {
            using JsonDocument line = JsonDocument.Parse(bytes, JsonLine.Options);
            return line.RootElement.ValueKind == JsonValueKind.Object ? new TornLine(bytes, IsRow: true) : throw NotADataset();
        }
        catch (JsonException)
        {
            // Only text that begins like a row can be a truncated row; anything else is the user's own data.
            return bytes[0] == '{' ? new TornLine(bytes, IsRow: false) : throw NotADataset();
        }
    }

    private static InvalidDataException NotADataset() => new("The end of the file is not a dataset's.");
}
