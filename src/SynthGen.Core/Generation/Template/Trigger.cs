using SynthGen.Generation.Template.Finders;

namespace SynthGen.Generation.Template;

/// <summary>Words that show a topic: a phrase, or two that stand near each other ("recuse + investigation").</summary>
internal sealed class Trigger(Topic topic, string text, bool isDoing)
{
    // Words further apart seldom belong to the same statement.
    private const int Near = 12;

    private readonly TriggerWord[][] _phrases = [.. text.Split(" + ").Select(phrase => phrase.Split(' ').Select(TriggerWord.Of).ToArray())];

    public Topic Topic => topic;

    public bool IsDoing => isDoing;

    public TriggerWord FirstWord => _phrases[0][0];

    public bool StandsAt(ReadOnlySpan<Token> tokens, int at)
    {
        if (!StandsAt(tokens, at, _phrases[0]))
            return false;

        for (int i = 1; i < _phrases.Length; i++)
        {
            if (!StandsNear(tokens, at, _phrases[i]))
                return false;
        }

        return true;
    }

    private static bool StandsNear(ReadOnlySpan<Token> tokens, int at, TriggerWord[] phrase)
    {
        int last = Math.Min(at + Near, tokens.Length - phrase.Length);
        for (int near = Math.Max(at - Near, 0); near <= last; near++)
        {
            if (StandsAt(tokens, near, phrase))
                return true;
        }

        return false;
    }

    private static bool StandsAt(ReadOnlySpan<Token> tokens, int at, TriggerWord[] phrase)
    {
        if (at + phrase.Length > tokens.Length)
            return false;
        for (int i = 0; i < phrase.Length; i++)
        {
            if (!phrase[i].Is(tokens[at + i].Word))
                return false;
        }

        return true;
    }
}

/// <summary>A word of a trigger; "recus*" stands for each word that begins so.</summary>
internal readonly record struct TriggerWord(string Text, bool IsPrefix)
{
    public static TriggerWord Of(string text) => text.EndsWith('*') ? new TriggerWord(text[..^1], true) : new TriggerWord(text, false);

    // Nearly every word differs in its first or last letter, and the comparison of whole words costs more.
    public bool Is(string word) => word.Length >= Text.Length && (IsPrefix || word.Length == Text.Length)
        && ((word[0] ^ Text[0]) & ~0x20) == 0 && ((word[Text.Length - 1] ^ Text[^1]) & ~0x20) == 0 && word.StartsWith(Text, StringComparison.OrdinalIgnoreCase);
}
