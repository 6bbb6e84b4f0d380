using SynthGen.Retrieval.Graph;
using SynthGen.Text;

namespace SynthGen.Conversations.Planning;

/// <summary>Reads what a sentence says of a thing: the verb right behind its name and the words that belong to it, "pleaded guilty".</summary>
internal static class ClausePhrase
{
    // More words are seldom of the same part of the sentence.
    private const int MostWords = 4;
    private const int MostBetween = 2;

    private static readonly HashSet<string> Ends = new(StringComparer.Ordinal)
    {
        "that", "whether", "if", "who", "which", "because", "when", "while", "where", "what", "how", "and", "or", "but", "as", "after", "before", "on", "in", "by", "about", "following", "pursuant", "during", "around", "first", "him", "them", "it", "us", "me",
    };

    /// <summary>Returns what is said of the beginning of a step, without the value at its end; empty if that is not clear.</summary>
    /// <param name="step">The step.</param>
    /// <param name="verb">The verb; null for the first one that there is.</param>
    public static string After(PageStep step, string? verb = null)
    {
        PageGraphMention? mention = step.From.Mentions.FirstOrDefault(mention => mention.Passage == step.Passage);
        if (mention is null || mention.Start + mention.Length - step.Passage.Evidence.Start is not (>= 0 and int from) || from > step.Passage.Quote.Length)
            return "";

        List<string> words = [];
        int between = 0;
        string before = "";
        foreach (string token in step.Passage.Quote[from..].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            string word = token.TrimEnd(',', '.', ';', ':');
            if (words.Count == 0)
            {
                if (word != token || !word.All(char.IsAsciiLetterLower) || Ends.Contains(word) || ++between > MostBetween + 1)
                    return "";
                if (verb is null ? !ClauseText.IsVerb(word) : word != verb)
                {
                    // "Patten later pleaded", but not "Republican conventions worked".
                    if (!WordLists.Adverb.Contains(word))
                        return "";
                    before += $"{word} ";
                    continue;
                }
            }
            else if (Ends.Contains(word) || !word.All(c => char.IsLetter(c) || c is '\'' or '’') || MisreadTokenFilter.Is(word))
            {
                break;
            }

            words.Add(word);
            if (word != token || words.Count == MostWords)
                break;
        }

        // "sent Nader a": the last word belongs to one that is cut off.
        while (words.Count > 1 && (WordLists.Stop.Contains(words[^1]) || words[^1].EndsWith("ing", StringComparison.Ordinal)))
            words.RemoveAt(words.Count - 1);
        return words.Count < 2 ? "" : before + string.Join(' ', words);
    }
}
