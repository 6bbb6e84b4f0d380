using System.Text;
using SynthGen.Text;

namespace SynthGen.Generation.Template;

/// <summary>A passage of a page as a person would type it, with a mapping to the page's own characters.</summary>
internal sealed class CleanText
{
    private readonly int[] _offsets;

    private CleanText(string text, int[] offsets)
    {
        Text = text;
        _offsets = offsets;
    }

    /// <summary>The text, with lines joined and blanks and broken words repaired.</summary>
    public string Text { get; }

    /// <summary>Returns the offset in the page of a character of <see cref="Text"/>.</summary>
    public int OffsetOf(int index) => _offsets[index];

    /// <summary>Cleans the given parts of a page, in order, as one passage.</summary>
    public static CleanText Of(string page, IReadOnlyList<(int Start, int Length)> lines)
    {
        StringBuilder text = new();
        List<int> offsets = [];
        foreach ((int start, int length) in lines)
        {
            bool joins = text.Length > 1 && text[^1] == '-' && char.IsLetter(text[^2]) && StartsLower(page, start, length);
            if (joins)
            {
                text.Length--;
                offsets.RemoveAt(offsets.Count - 1);
            }
            else if (text.Length > 0)
            {
                Append(' ', start);
            }

            for (int i = start; i < start + length; i++)
                Add(i, start + length);
        }

        return new CleanText(text.ToString(), [.. offsets]);

        void Add(int i, int end)
        {
            char c = page[i];
            if (char.IsWhiteSpace(c))
            {
                if (text.Length > 0 && text[^1] != ' ')
                    Append(' ', i);
                return;
            }

            // OCR adds a blank before punctuation and around the apostrophe of a genitive.
            bool closes = c is ',' or '.' or ';' or ':' or '?' or '!' or ')' && (i + 1 >= end || !char.IsLetterOrDigit(page[i + 1]) || c == '.');
            bool genitive = c is '\'' or '’' && NextLetters(i + 1, end) is "s";
            bool afterApostrophe = c == 's' && text.Length > 2 && text[^1] == ' ' && text[^2] is '\'' or '’';
            if ((closes || genitive || afterApostrophe) && text.Length > 1 && text[^1] == ' ' && char.IsLetterOrDigit(text[^2]) | afterApostrophe)
            {
                text.Length--;
                offsets.RemoveAt(offsets.Count - 1);
            }

            // Nobody types ﬁ or a soft hyphen.
            if (PlainText.OfLigature(c) is { Length: > 0 } letters)
            {
                foreach (char letter in letters)
                    Append(letter, i);
            }
            else if (c != '\u00AD')
            {
                Append(c == '’' ? '\'' : c is '“' or '”' ? '"' : c, i);
            }
        }

        void Append(char c, int offset)
        {
            text.Append(c);
            offsets.Add(offset);
        }

        ReadOnlySpan<char> NextLetters(int from, int end)
        {
            while (from < end && page[from] == ' ')
                from++;
            int to = from;
            while (to < end && char.IsLetter(page[to]))
                to++;
            return page.AsSpan(from, to - from);
        }
    }

    private static bool StartsLower(string page, int start, int length)
    {
        ReadOnlySpan<char> line = page.AsSpan(start, length).TrimStart();
        return line.Length > 0 && char.IsLower(line[0]);
    }
}
