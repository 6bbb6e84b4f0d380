using System.Buffers;

namespace SynthGen.Evaluation;

/// <summary>Tells a question back from an answer: a reply has a question mark outside of quotation.</summary>
internal static class ReplyQuestion
{
    private static readonly SearchValues<char> Marks = SearchValues.Create("?\uFF1F\u061F\u2E2E\u037E");

    // The signs that open a quotation, and those that close it.
    private const string Opening = "\"\u201C\u201E\u00AB\u2039\u300C\u300E", Closing = "\"\u201D\u201D\u00BB\u203A\u300D\u300F";

    /// <summary>Whether a reply asks something.</summary>
    public static bool IsIn(ReadOnlySpan<char> text)
    {
        if (!text.ContainsAny(Marks))
            return false;
        for (int i = 0; i < text.Length; i++)
        {
            if (Marks.Contains(text[i]))
                return true;
            if (Opening.IndexOf(text[i]) is >= 0 and int sign && EndOf(text[(i + 1)..], sign) is >= 0 and int length)
                i += length + 1;
        }

        return false;
    }

    // „German“ closes with the sign that opens “English”. What is not closed is no quotation.
    private static int EndOf(ReadOnlySpan<char> rest, int sign) => Opening[sign] == '\u201E' ? rest.IndexOfAny('\u201D', '\u201C') : rest.IndexOf(Closing[sign]);
}
