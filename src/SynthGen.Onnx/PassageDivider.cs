namespace SynthGen.Onnx;

/// <summary>
/// Divides a page into passages that overlap, so that each can have a vector of its own: a vector of a whole page blurs what
/// one sentence says. Passages begin and end between words.
/// </summary>
/// <param name="count">Returns the number of tokens of a word.</param>
/// <param name="room">The number of tokens that the model has room for.</param>
internal sealed class PassageDivider(Func<string, int> count, int room = PassageDivider.UsualLength)
{
    /// <summary>The maximum number of tokens of a passage where the model has room for more.</summary>
    public const int UsualLength = 220;

    /// <summary>The maximum number of tokens of a passage.</summary>
    public int Length { get; } = Math.Min(UsualLength, room);

    /// <summary>The number of tokens that a passage shares with the one before, at most.</summary>
    public int Overlap => Math.Min(40, Length / 5);

    /// <summary>Returns the passages in order; none if the page is not longer than one.</summary>
    public IReadOnlyList<string> Divide(string page)
    {
        List<(Range Word, int Tokens)> words = Read(page);
        List<string> passages = [];
        for (int first = 0, last; first < words.Count; first = last < words.Count ? Back(words, first, last) : last)
        {
            last = first;
            for (int tokens = 0; last < words.Count && (last == first || tokens + words[last].Tokens <= Length); last++)
                tokens += words[last].Tokens;
            if (first == 0 && last == words.Count)
                return [];
            passages.Add(page[words[first].Word.Start..words[last - 1].Word.End]);
        }

        return passages;
    }

    // The next passage begins with the last words of this one, but moves on by a word at least.
    private int Back(List<(Range Word, int Tokens)> words, int first, int last)
    {
        int start = last;
        for (int tokens = 0; start - 1 > first && tokens + words[start - 1].Tokens <= Overlap; start--)
            tokens += words[start - 1].Tokens;
        return start;
    }

    private List<(Range Word, int Tokens)> Read(string page)
    {
        List<(Range, int)> words = [];
        for (int at = 0; at < page.Length;)
        {
            while (at < page.Length && char.IsWhiteSpace(page[at]))
                at++;
            int start = at;
            while (at < page.Length && !char.IsWhiteSpace(page[at]))
                at++;
            if (at > start)
                words.Add((start..at, count(page[start..at])));
        }

        return words;
    }
}
