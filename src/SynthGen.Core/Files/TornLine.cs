using System.Text.Json;
using SynthGen.Json;

namespace SynthGen.Files;

/// <summary>The end of a file behind its last LF: what a killed process left of a line, or a row without its LF.</summary>
/// <param name="Bytes">The bytes.</param>
/// <param name="IsRow">Whether they are a whole row.</param>
internal sealed record TornLine(byte[] Bytes, bool IsRow)
{
    /// <summary>The file ends where a line does.</summary>
    public static TornLine None { get; } = new([], IsRow: false);

    /// <summary>Looks at the end of a file.</summary>
    /// <exception cref="InvalidDataException">What stands there is no part of a dataset.</exception>
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
            // Only what begins as a row does is what a row was cut off to; the rest is somebody's.
            return bytes[0] == '{' ? new TornLine(bytes, IsRow: false) : throw NotADataset();
        }
    }

    private static InvalidDataException NotADataset() => new("The end of the file is not a dataset's.");
}
