using SynthGen.Text;

namespace SynthGen.Conversations.Template;

/// <summary>The words that the assistant can know: those of the user and of results. Not thread-safe.</summary>
internal sealed class KnownWords
{
    private readonly HashSet<string> _words = [];

    /// <summary>Adds the words of a text.</summary>
    public void Add(string text)
    {
        WordReader reader = new(text, stackalloc char[WordReader.LongestWord]);
        while (reader.MoveNext())
            _words.Add(reader.Word.ToString());
    }

    /// <summary>Returns the words of a text that are known, with the signs at them; those that join words are left out at the ends.</summary>
    public string Of(string text)
    {
        List<string> kept = [];
        foreach (string token in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (IsKnown(token))
                kept.Add(token);
        }

        while (kept.Count > 0 && ContentWords.IsStop(kept[^1]))
            kept.RemoveAt(kept.Count - 1);
        return string.Join(' ', kept);
    }

    private bool IsKnown(string token)
    {
        HashSet<string>.AlternateLookup<ReadOnlySpan<char>> words = _words.GetAlternateLookup<ReadOnlySpan<char>>();
        WordReader reader = new(token, stackalloc char[WordReader.LongestWord]);
        while (reader.MoveNext())
        {
            if (!words.Contains(reader.Word))
                return false;
        }

        return true;
    }
}
