using System.Collections.Frozen;

namespace SynthGen.Text;

/// <summary>A word that says something.</summary>
/// <param name="Stem">Its stem.</param>
/// <param name="Text">The word as it stands.</param>
internal readonly record struct ContentWord(string Stem, string Text)
{
    /// <summary>Whether it has a digit: a number, a date, a section.</summary>
    public bool IsFigure => Stem.AsSpan().ContainsAnyInRange('0', '9');
}

/// <summary>The words of a short text, without those that every text has.</summary>
internal static class ContentWords
{
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Stop = WordLists.Stop.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Whether a word of <see cref="WordReader"/> is a function word, or a single letter.</summary>
    public static bool IsStop(ReadOnlySpan<char> word) =>
        word.IsEmpty || (word.Length == 1 && char.IsAsciiLetter(word[0])) || Stop.Contains(word);

    /// <summary>The words in their order, repeated ones too.</summary>
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
