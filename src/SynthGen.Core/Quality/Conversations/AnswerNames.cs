using SynthGen.Text;

namespace SynthGen.Quality.Conversations;

/// <summary>
/// Finds the names of an assistant's sentence that it has not seen. A name is a word with a capital letter within the sentence,
/// unless the document writes it small; at the beginning of a sentence, only a name of the document counts. German writes all nouns
/// with capitals, so that nothing is found in German.
/// </summary>
internal sealed class AnswerNames(DocumentNames names)
{
    private const string SentenceMarks = ".:!?;*\"\u201C\u201E\u00AB(\u2013\u2014";

    private static readonly HashSet<string> German = ["der", "die", "das", "und", "ist", "nicht", "auf", "den", "dem", "ein", "eine"];
    private static readonly HashSet<string> Openers = new(StringComparer.OrdinalIgnoreCase)
    {
        "yes", "no", "sorry", "thanks", "thank", "hello", "sure", "unfortunately", "according", "please", "okay", "welcome", "goodbye", "hi",
    };

    /// <summary>Returns the first name that is not known; null if all are.</summary>
    public string? FindUnseen(string sentence, SeenText seen)
    {
        List<(ContentWord Word, bool Begins)> capitalized = [];
        List<List<ContentWord>> runs = [];
        bool isRun = false;
        int german = 0, before = 0;
        WordReader reader = new(sentence, stackalloc char[WordReader.LongestWord]);
        while (reader.MoveNext())
        {
            string folded = reader.Word.ToString();
            german += German.Contains(folded) ? 1 : 0;
            ContentWord word = new(WordStem.Of(reader.Word).ToString(), sentence[reader.Start..reader.End]);
            bool begins = before == 0 || sentence[before..reader.Start].AsSpan().ContainsAny(SentenceMarks);
            before = reader.End;
            if (ContentWords.IsStop(folded))
                continue;
            if (isRun && char.IsUpper(word.Text[0]))
                runs[^1].Add(word);
            else
                runs.Add([word]);
            isRun = char.IsUpper(word.Text[0]);
            if (char.IsUpper(word.Text[0]) && !WordLists.NotName.Contains(folded) && !(begins && Openers.Contains(folded)) && !word.IsFigure)
                capitalized.Add((word, begins));
        }

        if (german >= 2)
            return null;
        HashSet<string> spelled = [.. runs.Where(run => run.Count > 1).SelectMany(run => seen.SpelledOut(run))];
        foreach ((ContentWord word, bool begins) in capitalized)
        {
            if (seen.Has(word) || spelled.Contains(word.Stem) || seen.HasNear(word))
                continue;
            bool? isName = names.IsName(word);
            if (isName == true || (isName is null && !begins))
                return word.Text;
        }

        return null;
    }
}
