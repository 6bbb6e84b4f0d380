namespace SynthGen.Documents;

/// <summary>Normalizes all line ends (CRLF, CR) to LF in text that arrives in pieces.</summary>
internal sealed class LineEnds
{
    private bool _afterReturn;

    /// <summary>Normalizes a piece in place.</summary>
    /// <returns>The length that remains.</returns>
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
            // The text before the CR moves up in one piece.
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

    /// <summary>Declares that the next piece does not continue a CRLF.</summary>
    public void Break() => _afterReturn = false;
}
