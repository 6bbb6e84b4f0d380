using SynthGen.Text;

namespace SynthGen.Documents.Measures;

/// <summary>
/// How many words the letters of scripts without spaces between words stand for, so that a count of words means about the same
/// in every language: two ideographs or kana are a word, and so are four letters of Thai, Lao, Khmer or Burmese, without the
/// vowels and tones that are written onto them. Part of a word counts as one.
/// </summary>
internal struct SpacelessWords
{
    private const int Ideographs = 2, Letters = 4;

    private int _ideographs;
    private int _letters;

    /// <summary>The words.</summary>
    public readonly int Count => (_ideographs + Ideographs - 1) / Ideographs + (_letters + Letters - 1) / Letters;

    /// <summary>Adds a letter of such a script.</summary>
    public void Add(LetterKind kind)
    {
        _ideographs += kind == LetterKind.Ideograph ? 1 : 0;
        _letters += kind == LetterKind.Unspaced ? 1 : 0;
    }
}
