using System.Text;
using SynthGen.Text;

namespace SynthGen.Quality.Words;

/// <summary>The words of a page: their positions, and which of them are names.</summary>
internal sealed class PageWords
{
    /// <summary>The length of the stretches of a page over which word frequency is counted, in characters.</summary>
    public const int Stretch = 300;

    /// <summary>The maximum distance of a word from the evidence at which it counts as near it, in characters.</summary>
    public const int Surroundings = 300;

    private const int LeastCopied = 4;

    private readonly Dictionary<string, Place> _places = new(StringComparer.Ordinal);
    private readonly string _sequence;
    private readonly int _stretches;

    private PageWords(string text)
    {
        _stretches = text.Length / Stretch + 1;
        StringBuilder sequence = new(" ", text.Length + 2);
        WordReader reader = new(text, stackalloc char[WordReader.LongestWord]);
        int before = 0;
        while (reader.MoveNext())
        {
            sequence.Append(reader.Word).Append(' ');
            if (!ContentWords.IsStop(reader.Word))
                Add(WordStem.Of(reader.Word), text, reader.Start, reader.End, before);
            before = reader.Start;
        }

        _sequence = sequence.ToString();
    }

    /// <summary>Reads a page's text.</summary>
    public static PageWords Of(string text) => new(text);

    /// <summary>Whether the page has the word.</summary>
    public bool Contains(string stem) => _places.ContainsKey(stem);

    /// <summary>Whether the page always capitalizes the word, at least once within a sentence.</summary>
    public bool IsName(string stem) => _places.TryGetValue(stem, out Place? place) && place is { IsLower: false, IsNamed: true };

    /// <summary>Whether the page always capitalizes the word, even if only at the beginning of sentences.</summary>
    public bool IsCapitalized(string stem) => _places.TryGetValue(stem, out Place? place) && place is { IsLower: false, IsCapitalized: true };

    /// <summary>
    /// Returns how much of what a query shares with the page is in or around a passage: the sum of the weights of the
    /// shared words
    /// there, divided by that of all shared words. A word weighs ln(1 + stretches of the page / stretches with the word): the
    /// inverse document frequency (K. Spärck Jones, 1972) with stretches for documents, because the passage is compared with
    /// others of its page. Words that the page lacks, such as those of a paraphrase, weigh nothing.
    /// </summary>
    /// <returns>0 to 1; null if query and page share no word.</returns>
    public double? Relevance(IEnumerable<string> stems, int start, int length)
    {
        double inside = 0, all = 0;
        foreach (string stem in stems.Distinct(StringComparer.Ordinal))
        {
            if (!_places.TryGetValue(stem, out Place? place))
                continue;

            double weight = Math.Log(1 + (double)_stretches / place.Stretches);
            all += weight;
            if (place.Offsets.Any(offset => offset >= start - Surroundings && offset < start + length + Surroundings))
                inside += weight;
        }

        return all > 0 ? inside / all : null;
    }

    /// <summary>Whether the page has words in a row.</summary>
    /// <param name="run">The words, folded, with single blanks between.</param>
    public bool HasRun(string run) => _sequence.Contains($" {run} ", StringComparison.Ordinal);

    /// <summary>Returns a word of the page that begins with a text and goes on; null if there is none.</summary>
    public string? LongerWord(string beginning) => RestAfter(beginning) is { } rest ? beginning + rest : null;

    /// <summary>Returns what follows words in a row within the last of them: "d" after "when mifsu"; null if there is no such place.</summary>
    public string? RestAfter(string run)
    {
        for (int at = _sequence.IndexOf($" {run}", StringComparison.Ordinal); at >= 0; at = _sequence.IndexOf($" {run}", at + 1, StringComparison.Ordinal))
        {
            int end = at + run.Length + 1;
            if (_sequence[end] != ' ')
                return _sequence[end.._sequence.IndexOf(' ', end)];
        }

        return null;
    }

    /// <summary>Whether words stand in a row, the first of them being the end of a longer one: "ampaign had".</summary>
    public bool HasRestBefore(string run) => _sequence.IndexOf($"{run} ", StringComparison.Ordinal) is > 0 and int at && _sequence[at - 1] != ' ';

    /// <summary>Returns the share of a text's words that are copied from the page in sequences of four or more.</summary>
    public double CopiedShare(string text)
    {
        List<string> words = [];
        WordReader reader = new(text, stackalloc char[WordReader.LongestWord]);
        while (reader.MoveNext())
            words.Add(reader.Word.ToString());

        int copied = 0;
        for (int i = 0; i + LeastCopied <= words.Count;)
        {
            int length = LeastCopied;
            if (!HasRun(words, i, length))
            {
                i++;
                continue;
            }

            while (i + length < words.Count && HasRun(words, i, length + 1))
                length++;
            copied += length;
            i += length;
        }

        return words.Count == 0 ? 0 : (double)copied / words.Count;
    }

    private bool HasRun(List<string> words, int from, int length) => HasRun(string.Join(' ', words.GetRange(from, length)));

    private void Add(ReadOnlySpan<char> stem, string text, int start, int end, int before)
    {
        Dictionary<string, Place>.AlternateLookup<ReadOnlySpan<char>> places = _places.GetAlternateLookup<ReadOnlySpan<char>>();
        if (!places.TryGetValue(stem, out Place? place))
            _places.Add(stem.ToString(), place = new Place());
        if (place.Offsets.Count == 0 || place.Offsets[^1] / Stretch != start / Stretch)
            place.Stretches++;
        place.Offsets.Add(start);

        // Words of headings in capitals are not names; abbreviations are.
        ReadOnlySpan<char> word = text.AsSpan(start, end - start);
        bool isHeading = word.Length > 5 && !word.ContainsAnyInRange('a', 'z');
        place.IsLower |= !char.IsUpper(word[0]) && !IsInAddress(text, start, end);
        if (char.IsUpper(word[0]) && !isHeading && !WordLists.NotName.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word))
        {
            place.IsCapitalized = true;
            place.IsNamed |= !BeginsSentence(text, start, before);
        }
    }

    // Addresses and handles write names in lower case: nytimes.com/trump-tower, @ten_gop.
    private static bool IsInAddress(string text, int start, int end) =>
        (start > 0 && text[start - 1] is '/' or '@' or '#' or '_' or '-' or '.' or '=') ||
        (end < text.Length && (text[end] is '/' or '@' or '_' || (text[end] is '.' or '-' && end + 1 < text.Length && char.IsAsciiLetterOrDigit(text[end + 1]))));

    private static bool BeginsSentence(string text, int start, int before)
    {
        ReadOnlySpan<char> gap = text.AsSpan(before, start - before).TrimEnd();
        if (start == before || gap.IsEmpty)
            return true;

        int mark = gap.LastIndexOfAny(".!?:");
        if (mark < 0 || gap[mark] != '.')
            return mark >= 0;

        ReadOnlySpan<char> word = gap[..mark];
        return word.Length > 1 && !WordLists.Title.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word) && !WordLists.Abbreviation.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word);
    }

    private sealed class Place
    {
        public List<int> Offsets { get; } = new(1);

        public int Stretches { get; set; }

        public bool IsLower { get; set; }

        public bool IsCapitalized { get; set; }

        public bool IsNamed { get; set; }
    }
}
