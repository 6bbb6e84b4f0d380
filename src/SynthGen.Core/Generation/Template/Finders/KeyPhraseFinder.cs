using SynthGen.Text;

namespace SynthGen.Generation.Template.Finders;

/// <summary>A noun phrase of a sentence that names a topic of the page.</summary>
/// <param name="Start">Its start in the sentence, without the article.</param>
/// <param name="End">Its end, exclusive.</param>
/// <param name="Words">The phrase without an article.</param>
/// <param name="Display">The phrase with the article that a question needs.</param>
internal sealed record KeyPhrase(int Start, int End, string Words, string Display)
{
    /// <summary>RAKE's score, summed over the words.</summary>
    public double Score { get; set; }
}

/// <summary>
/// Finds key phrases by RAKE (Rose, Engel, Cramer, Cowley: Automatic Keyword Extraction from Individual Documents, 2010): runs
/// of words between stop words and punctuation, scored by the sum over their words of degree / frequency. Only runs in the
/// position of a noun phrase, after a determiner or a preposition, are used.
/// </summary>
internal static class KeyPhraseFinder
{
    private const int MostWords = 3;

    /// <summary>Finds the candidate phrases of a sentence, without scores.</summary>
    public static List<KeyPhrase> Find(string sentence, Token[] tokens)
    {
        List<KeyPhrase> phrases = [];
        for (int i = 1; i < tokens.Length; i++)
        {
            Token before = tokens[i - 1];
            // After "that" a clause is more frequent than a noun.
            bool determined = WordLists.Determiner.Contains(before.Word) && before.Word != "that";
            if (before.ClosesWith.Length > 0 || !(determined || WordLists.Preposition.Contains(before.Word)))
                continue;

            int end = i;
            while (end < tokens.Length && IsContent(tokens[end]) && (end == i || (tokens[end - 1].ClosesWith.Length == 0 && !tokens[end].OpensWith)))
                end++;
            if (end - i is >= 2 and <= MostWords && IsNounPhrase(tokens, i, end, determined) && !IsVerb(tokens[end - 1].Word, before.Word) && !IsAdjective(tokens, end))
            {
                string words = sentence[tokens[i].Start..tokens[end - 1].End];
                string article = !determined ? "" : before.Word is "a" or "an" ? before.Word + " " : "the ";
                phrases.Add(new KeyPhrase(tokens[i].Start, tokens[end - 1].End, words, article + words));
            }
        }

        return phrases;
    }

    /// <summary>Scores phrases over a whole page.</summary>
    public static void Rate(IReadOnlyCollection<KeyPhrase> phrases)
    {
        Dictionary<string, (int Frequency, int Degree)> words = new(StringComparer.OrdinalIgnoreCase);
        foreach (KeyPhrase phrase in phrases)
        {
            string[] parts = phrase.Words.Split(' ');
            foreach (string part in parts)
            {
                (int frequency, int degree) = words.GetValueOrDefault(part);
                words[part] = (frequency + 1, degree + parts.Length);
            }
        }

        foreach (KeyPhrase phrase in phrases)
            phrase.Score = phrase.Words.Split(' ').Sum(part => (double)words[part].Degree / words[part].Frequency);
    }

    private static bool IsContent(Token token) =>
        token.Word.Length >= 3 && token.Word.All(c => char.IsLower(c) || c == '-')
        && !WordLists.Stop.Contains(token.Word) && !WordLists.Verb.Contains(token.Word) && !MisreadTokenFilter.Is(token.Word)
        && !token.Word.StartsWith("then-", StringComparison.Ordinal) && !token.Word.EndsWith("ly", StringComparison.Ordinal);

    // "an article stating", "a law imposes": the last word is the verb of what follows.
    private static bool IsVerb(string word, string before) =>
        (word.EndsWith("ing", StringComparison.Ordinal) && !WordLists.Gerund.Contains(word)) ||
        (before is "a" or "an" && word.EndsWith('s') && !word.EndsWith("ss", StringComparison.Ordinal) && !word.EndsWith("us", StringComparison.Ordinal) && !word.EndsWith("is", StringComparison.Ordinal));

    // "a viable", "the moral and political views": the noun is still to come.
    private static bool IsAdjective(Token[] tokens, int end)
    {
        string head = tokens[end - 1].Word;
        bool goesOn = tokens[end - 1].ClosesWith.Length == 0 && end < tokens.Length && tokens[end].Word is "and" or "or";
        return (head.Length > 5 && (head.EndsWith("able", StringComparison.Ordinal) || head.EndsWith("ible", StringComparison.Ordinal) || head.EndsWith("ous", StringComparison.Ordinal) || head.EndsWith("ful", StringComparison.Ordinal) || head.EndsWith("less", StringComparison.Ordinal)))
            || (goesOn && (head.EndsWith("al", StringComparison.Ordinal) || head.EndsWith("ive", StringComparison.Ordinal) || head.EndsWith("ic", StringComparison.Ordinal) || head.EndsWith("ary", StringComparison.Ordinal)));
    }

    private static bool IsNounPhrase(Token[] tokens, int first, int end, bool determined)
    {
        string opening = tokens[first].Word, head = tokens[end - 1].Word;
        if (!determined && opening.EndsWith("ing", StringComparison.Ordinal))
            return false;
        if (WordLists.Weak.Contains(head) || head.EndsWith("ed", StringComparison.Ordinal))
            return false;

        int weak = 0;
        for (int i = first; i < end; i++)
        {
            weak += WordLists.Weak.Contains(tokens[i].Word) ? 1 : 0;
            if (i > first && tokens[i].Word.EndsWith("ed", StringComparison.Ordinal))
                return false;
        }

        return weak < end - first - 1 || weak == 0;
    }
}
