using SynthGen.Text;

namespace SynthGen.Generation.Template.Finders;

/// <summary>A run of non-blank characters of a sentence, and the word in it.</summary>
/// <param name="Start">The word's start in the sentence.</param>
/// <param name="Word">The word, without the punctuation around it.</param>
/// <param name="OpensWith">Whether punctuation precedes the word.</param>
/// <param name="ClosesWith">The text after the word within the token: punctuation, or a genitive's ending.</param>
internal readonly record struct Token(int Start, string Word, bool OpensWith, string ClosesWith)
{
    private const string Around = "\"'()[],.;:?!-–—*";

    /// <summary>The word's end in the sentence, exclusive.</summary>
    public int End => Start + Word.Length;

    /// <summary>Whether the word begins with a capital and is otherwise letters, apostrophes and hyphens.</summary>
    public bool IsCapitalised =>
        Word.Length > 0 && char.IsUpper(Word[0]) && IsOfLetters(Word);

    /// <summary>Whether the word is a capital with a full stop, as in "Robert S. Mueller".</summary>
    public bool IsInitial => Word.Length == 1 && char.IsUpper(Word[0]) && ClosesWith == ".";

    /// <summary>Returns the tokens of a sentence.</summary>
    public static Token[] Of(string sentence)
    {
        Token[] tokens = new Token[sentence.AsSpan().Count(' ') + 1];
        int found = 0;
        for (int start = 0, length; start < sentence.Length; start += length + 1)
        {
            for (length = 0; start + length < sentence.Length && sentence[start + length] != ' ';)
                length++;
            if (length == 0)
                continue;

            ReadOnlySpan<char> raw = sentence.AsSpan(start, length);
            int lead = length - raw.TrimSignsStart(Around).Length;
            ReadOnlySpan<char> word = raw[lead..].TrimSignsEnd(Around);
            if (word.EndsWith("'s") || word.EndsWith("'S"))
                word = word[..^2];
            tokens[found++] = new Token(start + lead, word.ToString(), lead > 0, raw[(lead + word.Length)..].ToString());
        }

        return found == tokens.Length ? tokens : tokens[..found];
    }

    private static bool IsOfLetters(string word)
    {
        foreach (char c in word)
        {
            if (!(char.IsLetter(c) || c is '\'' or '-' or '&'))
                return false;
        }

        return true;
    }
}
