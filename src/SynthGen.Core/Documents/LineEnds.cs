namespace SynthGen.Documents;

/// <summary>Makes every line end, CRLF and CR, an LF, over text that comes in pieces.</summary>
internal sealed class LineEnds
{
    private bool _afterReturn;

    /// <summary>Changes a piece in place.</summary>
    /// <returns>How many characters of it remain.</returns>
    public int Normalize(Span<char> text)
    {
        if (text.IsEmpty)
            return 0;

        int from = _afterReturn && text[0] == '\n' ? 1 : 0;
        _afterReturn = text[^1] == '\r';
        int next = text[from..].IndexOf('\r');
        if (next < 0 && from == 0)
            return text.Length;

        int to = 0;
        while (next >= 0)
        {
            // What stands before the CR moves up as one piece.
            text.Slice(from, next).CopyTo(text[to..]);
            to += next;
            text[to++] = '\n';
            from += next + 1;
            if (from < text.Length && text[from] == '\n')
                from++;
            next = text[from..].IndexOf('\r');
        }

        text[from..].CopyTo(text[to..]);
        return to + text.Length - from;
    }

    /// <summary>Says that what comes next is not the other half of a CRLF.</summary>
    public void Break() => _afterReturn = false;
}
