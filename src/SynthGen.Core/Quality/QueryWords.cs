using SynthGen.Rows;
using SynthGen.Text;

namespace SynthGen.Quality;

/// <summary>The content of a query, for checking whether it covers an argument's word.</summary>
internal sealed class QueryWords : IKnownWords
{
    private static readonly string[] Months = ["januar", "februa", "march", "april", "may", "june", "july", "august", "septem", "octobe", "novemb", "decemb"];
    private static readonly string[] Numbers = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

    private const int ShortestStem = 3, ShortestNear = 5;

    private readonly HashSet<string> _stems = new(StringComparer.Ordinal);
    private readonly List<string> _content = [];
    private readonly string _letters, _initials;

    /// <summary>Reads a query.</summary>
    public QueryWords(string query)
    {
        WordReader reader = new(query, stackalloc char[WordReader.LongestWord]);
        while (reader.MoveNext())
        {
            string stem = WordStem.Of(reader.Word).ToString();
            _stems.Add(stem);
            if (!ContentWords.IsStop(reader.Word))
                _content.Add(stem);
        }

        _letters = FoldedText.Of(query).Letters.ToString();
        _initials = string.Concat(_content.Select(stem => stem[0]));
    }

    /// <summary>
    /// Whether the query has a word: its stem, the same in another spelling, a month as a number or the reverse, a small number
    /// as a word, an abbreviation of words in a row, or two words where OCR or the writer has one.
    /// </summary>
    public bool Has(ContentWord word)
    {
        string stem = word.Stem;
        if (_stems.Contains(stem) || (stem.Length > 5 && _letters.Contains(stem, StringComparison.Ordinal)))
            return true;
        if (word.Text.Length is >= 2 and <= 5 && word.Text.All(char.IsAsciiLetterUpper) && _initials.Contains(word.Text, StringComparison.OrdinalIgnoreCase))
            return true;
        if (int.TryParse(stem, out int number))
        {
            return (number is >= 1 and <= 12 && (HasMonth(number) || _stems.Contains(Stem(Numbers[number - 1])))) ||
                _stems.Contains(number.ToString(System.Globalization.CultureInfo.InvariantCulture)) ||
                (number is >= 1900 and < 2100 && _stems.Contains((number % 100).ToString("d2", System.Globalization.CultureInfo.InvariantCulture)));
        }

        int named = Array.FindIndex(Months, month => Stem(month) == stem), counted = Array.FindIndex(Numbers, name => Stem(name) == stem);
        return (named >= 0 && _stems.Contains($"{named + 1}")) || (counted >= 0 && _stems.Contains($"{counted + 1}"));
    }

    /// <summary>
    /// Returns the words of a text that together spell an abbreviation of the query: Internet Research Agency, if it
    /// has "IRA".
    /// </summary>
    public HashSet<string> SpelledOut(List<ContentWord> words)
    {
        HashSet<string> spelled = new(StringComparer.Ordinal);
        for (int length = 2; length <= 5; length++)
        {
            for (int i = 0; i + length <= words.Count; i++)
            {
                string initials = string.Concat(words.GetRange(i, length).Select(word => word.Stem[0]));
                if (_stems.Contains(initials))
                    spelled.UnionWith(words.GetRange(i, length).Select(word => word.Stem));
            }
        }

        return spelled;
    }

    /// <summary>Whether the query has a word of the same family, as far as spelling shows it: hack and hackers, pay and payment.</summary>
    public bool HasRelated(ContentWord word) => _content.Any(stem =>
        Math.Min(stem.Length, word.Stem.Length) >= ShortestStem &&
        (stem.StartsWith(word.Stem, StringComparison.Ordinal) || word.Stem.StartsWith(stem, StringComparison.Ordinal)));

    /// <summary>Whether the query has a long word that differs in one letter.</summary>
    public bool HasNear(ContentWord word) => word.Stem.Length >= ShortestNear && _content.Any(stem => stem.Length == word.Stem.Length && Differences(stem, word.Stem) == 1);

    private static int Differences(string one, string other)
    {
        int count = 0;
        for (int i = 0; i < one.Length; i++)
            count += one[i] == other[i] ? 0 : 1;
        return count;
    }

    private bool HasMonth(int number) => _stems.Contains(Stem(Months[number - 1])) || _stems.Contains(Months[number - 1][..3]);

    private static string Stem(string word) => WordStem.Of(word).ToString();
}
