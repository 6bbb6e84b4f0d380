using System.Globalization;
using System.Text;

namespace SynthGen.Text;

/// <summary>
/// Makes text from anywhere fit to be printed: whatever a terminal would obey, and whatever nobody sees, becomes its code
/// point in angle brackets, as in &lt;U+001B&gt;. All text that becomes output passes through here.
/// </summary>
public static class PrintableText
{
    // Default_Ignorable_Code_Point of Unicode's DerivedCoreProperties.txt, but for the selectors of a sign's text or emoji form
    // (U+FE0E, U+FE0F); and the interlinear annotations.
    private static readonly (int First, int Last)[] Invisible =
    [
        (0x00AD, 0x00AD), (0x034F, 0x034F), (0x061C, 0x061C), (0x115F, 0x1160), (0x17B4, 0x17B5), (0x180B, 0x180F), (0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x206F),
        (0x3164, 0x3164), (0xFE00, 0xFE0D), (0xFEFF, 0xFEFF), (0xFFA0, 0xFFA0), (0xFFF0, 0xFFFB), (0x1BCA0, 0x1BCA3), (0x1D173, 0x1D17A), (0xE0000, 0xE0FFF),
    ];

    /// <summary>The text on one line: line ends and tabs become spaces.</summary>
    public static string Line(string? text) => Write(text, isOneLine: true);

    /// <summary>The text with its lines, ended by LF, and its tabs.</summary>
    public static string Lines(string? text) => Write(text, isOneLine: false);

    /// <summary>Whether the text can be printed as it is, on one line.</summary>
    public static bool IsLine(string? text) => string.IsNullOrEmpty(text) || ReferenceEquals(Line(text), text);

    private static string Write(string? text, bool isOneLine)
    {
        int plain = text.AsSpan().IndexOfAnyExceptInRange(' ', '~');
        if (plain < 0)
            return text ?? "";

        StringBuilder? written = null;
        for (int at = plain; at < text!.Length;)
        {
            OperationStatusOf(text, at, out Rune rune, out int length, out bool isWhole);
            string? shown = !isWhole ? Code(text[at]) : Shown(rune.Value, text, at, isOneLine);
            if (shown is not null)
                written ??= new StringBuilder(text, 0, at, text.Length + 64);
            if (shown is null)
                written?.Append(text, at, length);
            else
                written!.Append(shown);
            at += length;
        }

        return written?.ToString() ?? text;
    }

    private static void OperationStatusOf(string text, int at, out Rune rune, out int length, out bool isWhole) =>
        isWhole = Rune.DecodeFromUtf16(text.AsSpan(at), out rune, out length) == System.Buffers.OperationStatus.Done;

    // What stands in place of a character; null for the character itself.
    private static string? Shown(int value, string text, int at, bool isOneLine) => value switch
    {
        '\t' => isOneLine ? " " : null,
        '\n' => isOneLine ? " " : null,
        '\r' when at + 1 < text.Length && text[at + 1] == '\n' => "",
        < 0x20 or (>= 0x7F and <= 0x9F) or 0x2028 or 0x2029 => Code(value),
        _ => Invisible.Any(range => value >= range.First && value <= range.Last) ? Code(value) : null,
    };

    private static string Code(int value) => string.Create(CultureInfo.InvariantCulture, $"<U+{value:X4}>");
}
