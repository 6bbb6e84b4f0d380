using SynthGen.Text;

namespace SynthGen.Quality.Queries;

/// <summary>A word of a query.</summary>
/// <param name="Folded">The word as texts are compared (<see cref="LetterFold"/>), without "'s".</param>
/// <param name="Written">The word as it stands.</param>
/// <param name="Start">Its start in the query.</param>
/// <param name="End">Its end, exclusive.</param>
internal readonly record struct QueryWord(string Folded, string Written, int Start, int End)
{
    /// <summary>Whether it begins with a capital letter.</summary>
    public bool IsCapitalized => char.IsUpper(Written[0]);
}

/// <summary>A query with its words. Characters of scripts without spaces between words are not among them.</summary>
internal sealed class QueryText
{
    private readonly string[] _folded;

    /// <summary>Reads a query.</summary>
    public QueryText(string query)
    {
        Text = query.Trim();
        List<QueryWord> words = [];
        WordReader reader = new(Text, stackalloc char[WordReader.LongestWord]);
        while (reader.MoveNext())
        {
            if (!reader.IsUnspaced)
                words.Add(new QueryWord(reader.Word.ToString(), Text[reader.Start..reader.End], reader.Start, reader.End));
        }

        Words = words;
        _folded = [.. words.Select(word => word.Folded)];
        int english = Count(words, QueryWordLists.English), foreign = Count(words.Where((word, i) => i == 0 || !word.IsCapitalized), QueryWordLists.Foreign);
        bool isAscii = words.All(word => System.Text.Ascii.IsValid(word.Written));

        // A word with a capital within a query belongs to a name: Oil & Gas Co. One word may belong to another language too ("of" is Dutch), or to a name in it ("van der Zwaan").
        IsEnglish = (english >= 2 && english >= foreign) || (english > foreign && isAscii);
        MayBeEnglish = IsEnglish || (words.Count > 0 && foreign == 0 && isAscii);
        IsQuestion = words.Count > 0 && (Text.EndsWith('?') || Asks(0) || (QueryWordLists.Preposition.Contains(words[0].Folded) && Asks(1)));
    }

    /// <summary>The query without blanks around it.</summary>
    public string Text { get; }

    /// <summary>The words in order.</summary>
    public IReadOnlyList<QueryWord> Words { get; }

    /// <summary>Whether its function words are those of English. The words of other languages must not be judged by its grammar.</summary>
    public bool IsEnglish { get; }

    /// <summary>Whether it is English, or has nothing of another language: names and key words.</summary>
    public bool MayBeEnglish { get; }

    /// <summary>Whether it is a question, by its mark or its first words.</summary>
    public bool IsQuestion { get; }

    /// <summary>The words from one to another, folded, with single blanks.</summary>
    public string Run(int from, int count) => from >= _folded.Length ? "" : string.Join(' ', _folded, from, Math.Clamp(count, 0, _folded.Length - from));

    /// <summary>Whether one of the words is in a list.</summary>
    public bool HasAny(IReadOnlySet<string> list) => Words.Any(word => list.Contains(word.Folded));

    private bool Asks(int word) => word < Words.Count &&
        (QueryWordLists.Question.Contains(Words[word].Folded) || (word == 0 && QueryWordLists.Auxiliary.Contains(Words[word].Folded)));

    private static int Count(IEnumerable<QueryWord> words, IReadOnlySet<string> list) => words.Select(word => word.Folded).Distinct().Count(list.Contains);
}
