using SynthGen.Text;

namespace SynthGen.Retrieval;

/// <summary>A text with its words, read once for all the passages that are shown of it.</summary>
internal sealed class WordPlaces
{
    /// <summary>Reads a text.</summary>
    public WordPlaces(string text)
    {
        Text = text;
        List<(ulong, int, int)> words = new(text.Length / 6);
        WordReader reader = new(text, stackalloc char[WordReader.LongestWord]);
        while (reader.MoveNext())
            words.Add((Snippet.Stem(reader.Word), reader.Start, reader.End));
        Words = [.. words];
    }

    /// <summary>The text.</summary>
    public string Text { get; }

    /// <summary>The words in order, as <see cref="Snippet.WordsOf"/> has those of a query, and where each stands.</summary>
    public (ulong Stem, int Start, int End)[] Words { get; }
}
