using System.Collections.Frozen;

namespace SynthGen.Text;

/// <summary>A word that carries meaning: a content word, as opposed to a function word.</summary>
/// <param name="Stem">Its stem.</param>
/// <param name="Text">The word as it stands.</param>
internal readonly record struct ContentWord(string Stem, string Text)
{
    /// <summary>Whether it has a digit: a number, a date, a section.</summary>
    public bool IsFigure => Stem.AsSpan().ContainsAnyInRange('0', '9');
}

/// <summary>The content words of a short text.</summary>
internal static class ContentWords
{
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Stop = WordLists.Stop.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Whether a word of <see cref="WordReader"/> is a function word or a single letter.</summary>
    public static bool IsStop(ReadOnlySpan<char> word) =>
        word.IsEmpty || (word.Length == 1 && char.IsAsciiLetter(word[0])) || Stop.Contains(word);

    /// <summary>Returns the words in order, with repetitions.</summary>
    public static List<ContentWord> Of(string text)
    {
        List<ContentWord> words = [];
        WordReader reader = new(text, stackalloc char[WordReader.LongestWord]);
        while (reader.MoveNext())
        {
            if (!IsStop(reader.Word))
                words.Add(new ContentWord(WordStem.Of(reader.Word).ToString(), text[reader.Start..reader.End]));
        }

        return words;
    }
}
