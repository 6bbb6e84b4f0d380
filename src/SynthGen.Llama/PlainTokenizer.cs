using System.Buffers;
using System.Text;
using LLama;
using LLama.Native;

namespace SynthGen.Llama;

/// <summary>Text between two special tokens.</summary>
internal sealed class PlainText
{
    /// <summary>The text.</summary>
    public StringBuilder Text { get; } = new();

    /// <summary>Positions that a token may not cross, in order.</summary>
    public List<int> Breaks { get; } = [];
}

/// <summary>
/// Tokenizes plain text. The library recognises user-defined entries of the vocabulary anywhere in a text, and in some
/// models these are the marks of turns. Where a page has the letters of such a mark, it is tokenized in two parts that
/// meet behind the mark's first letter.
/// </summary>
internal sealed class PlainTokenizer
{
    // A token of its own in every vocabulary, and never merged in those that put a space before text.
    private const string Lead = "\u0001";

    private readonly LLamaWeights _weights;
    private readonly HashSet<string> _marks = [];
    private readonly SearchValues<string> _search;
    private readonly LLamaToken[] _lead;

    public PlainTokenizer(LLamaWeights weights)
    {
        _weights = weights;
        SafeLlamaModelHandle.Vocabulary vocabulary = weights.Vocab;
        for (int id = 0; id < vocabulary.Count; id++)
        {
            LLamaToken token = id;
            if (token.GetAttributes(vocabulary).HasFlag(LLamaTokenAttr.UserDefined)
                && vocabulary.LLamaTokenToString(token, true) is { Length: > 1 } text && IsMark(text))
            {
                _marks.Add(text);
            }
        }

        _search = SearchValues.Create([.. _marks], StringComparison.Ordinal);
        _lead = Tokenize(Lead);
    }

    /// <summary>Adds the text of a message.</summary>
    public void AddData(PlainText plain, string data)
    {
        int start = plain.Text.Length;
        plain.Text.Append(data);
        for (int i = 0; _marks.Count > 0 && data.AsSpan(i).IndexOfAny(_search) is >= 0 and int found;)
        {
            i += found + (char.IsHighSurrogate(data[i + found]) ? 2 : 1);
            plain.Breaks.Add(start + i);
        }
    }

    /// <summary>Gets the tokens.</summary>
    public IEnumerable<LLamaToken> Tokenize(PlainText plain)
    {
        string text = plain.Text.ToString();
        List<LLamaToken> tokens = [];
        int from = 0;
        foreach (int to in plain.Breaks.Append(text.Length))
        {
            if (to > from)
                tokens.AddRange(from == 0 ? Tokenize(text[..to]) : Continue(text[from..to]));
            from = to;
        }

        return tokens;
    }

    // Some vocabularies also define runs of blanks and words; these are ordinary text.
    private static bool IsMark(string text) => text.EnumerateRunes().Any(letter => Rune.IsPunctuation(letter) || Rune.IsSymbol(letter));

    // Without the space that some vocabularies put before a text.
    private LLamaToken[] Continue(string text)
    {
        if (_lead.Length < 2)
            return Tokenize(text);

        LLamaToken[] tokens = Tokenize(Lead + text);
        return tokens.AsSpan().StartsWith(_lead) ? tokens[_lead.Length..] : Tokenize(text);
    }

    private LLamaToken[] Tokenize(string text) => _weights.Tokenize(text, false, false, Encoding.UTF8);
}
