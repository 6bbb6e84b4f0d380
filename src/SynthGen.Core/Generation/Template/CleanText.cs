using System.Runtime.InteropServices;
using SynthGen.Text;

namespace SynthGen.Generation.Template;

/// <summary>A passage of a page as a person would type it, with a mapping to the page's own characters.</summary>
internal sealed class CleanText
{
    private readonly List<int> _offsets;

    private CleanText(string text, List<int> offsets)
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
        int length = lines.Sum(line => line.Length + 1);
        List<char> text = new(length);
        List<int> offsets = new(length);
        foreach ((int start, int count) in lines)
        {
            bool joins = text.Count > 1 && text[^1] == '-' && char.IsLetter(text[^2]) && StartsLower(page, start, count);
            if (joins)
            {
                Drop();
            }
            else if (text.Count > 0)
            {
                Append(' ', start);
            }

            for (int i = start; i < start + count; i++)
                Add(i, start + count);
        }

        return new CleanText(new string(CollectionsMarshal.AsSpan(text)), offsets);

        void Add(int i, int end)
        {
            char c = page[i];
            // Most characters stay as they are; an s may belong to an apostrophe before it.
            if (char.IsAsciiLetterOrDigit(c) && c != 's')
            {
                Append(c, i);
                return;
            }

            if (char.IsWhiteSpace(c))
            {
                if (text.Count > 0 && text[^1] != ' ')
                    Append(' ', i);
                return;
            }

            // OCR adds a blank before punctuation and around the apostrophe of a genitive.
            bool closes = c is ',' or '.' or ';' or ':' or '?' or '!' or ')' && (i + 1 >= end || !char.IsLetterOrDigit(page[i + 1]) || c == '.');
            bool genitive = c is '\'' or '’' && NextLetters(i + 1, end) is "s";
            bool afterApostrophe = c == 's' && text.Count > 2 && text[^1] == ' ' && text[^2] is '\'' or '’';
            if ((closes || genitive || afterApostrophe) && text.Count > 1 && text[^1] == ' ' && char.IsLetterOrDigit(text[^2]) | afterApostrophe)
            {
                Drop();
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
            text.Add(c);
            offsets.Add(offset);
        }

        void Drop()
        {
            text.RemoveAt(text.Count - 1);
            offsets.RemoveAt(offsets.Count - 1);
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
