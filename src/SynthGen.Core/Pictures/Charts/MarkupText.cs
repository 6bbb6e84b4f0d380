using SynthGen.Text;

namespace SynthGen.Pictures.Charts;

/// <summary>Makes text from anywhere fit for a document in XML or HTML, whose writer escapes it.</summary>
internal static class MarkupText
{
    /// <summary>The text on one line, and not longer than a number of characters.</summary>
    public static string Of(string? text, int most = int.MaxValue) => Cut(Allowed(PrintableText.Line(text)), most);

    /// <summary>The text with its lines.</summary>
    public static string Lines(string? text, int most = int.MaxValue) => Cut(Allowed(PrintableText.Lines(text)), most);

    // The two code points that are printable and no characters of XML.
    private static string Allowed(string text) => text.Replace('\uFFFE', '\uFFFD').Replace('\uFFFF', '\uFFFD');

    private static string Cut(string text, int most)
    {
        if (text.Length <= most)
            return text;
        int end = most - 1;
        return $"{text[..(char.IsHighSurrogate(text[end - 1]) ? end - 1 : end)]}…";
    }
}
