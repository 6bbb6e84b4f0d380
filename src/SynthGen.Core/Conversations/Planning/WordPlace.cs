namespace SynthGen.Conversations.Planning;

/// <summary>Finds a text in another at the bounds of words.</summary>
internal static class WordPlace
{
    /// <summary>Returns where a text stands in another, with its own capitals; negative if it does not.</summary>
    public static int Of(string text, string sought)
    {
        for (int at = text.IndexOf(sought, StringComparison.Ordinal); at >= 0; at = text.IndexOf(sought, at + 1, StringComparison.Ordinal))
        {
            int end = at + sought.Length;
            if ((at == 0 || !char.IsLetterOrDigit(text[at - 1])) && (end == text.Length || !char.IsLetterOrDigit(text[end])))
                return at;
        }

        return -1;
    }

    /// <summary>Whether a text has a name that is not part of a longer one, as "Trump" is of "Trump Organization".</summary>
    public static bool IsWhole(string text, string name)
    {
        int at = Of(text, name), end = at + name.Length;
        return at >= 0
            && !(end + 1 < text.Length && text[end] == ' ' && char.IsUpper(text[end + 1]))
            && !(at > 1 && text[at - 1] == ' ' && text.LastIndexOf(' ', at - 2) is >= 0 and int before && char.IsUpper(text[before + 1]) && char.IsLetter(text[at - 2]));
    }

    /// <summary>Whether a text has another as whole words, whatever the capitals.</summary>
    public static bool Has(string text, string sought) => Of(text.ToUpperInvariant(), sought.ToUpperInvariant()) >= 0;
}
