using System.Text.RegularExpressions;
using SynthGen.Retrieval;
using SynthGen.Text;
using SynthGen.Tools;

namespace SynthGen.Conversations.Planning;

/// <summary>Judges whether a conversation can be built of a row.</summary>
internal static partial class UsableRow
{
    /// <summary>The longest passage that an answer quotes, in UTF-16 code units; it has to stand in a result that is shown.</summary>
    public const int LongestQuote = 330;

    /// <summary>Returns why a row cannot be used; null if it can.</summary>
    public static string? Problem(SyntheticQuery row, OcrPage page, IPageIndex index) =>
        row.Query.Trim().Length < 2 ? "it has no query"
        : row.Tools is not [var call] ? "it makes several calls"
        : !index.CanRun(call.Name) || ArgumentText.Sought(call) is not { Length: > 0 } ? $"its call of {call.Name} cannot be run"
        : row.Evidence is not { } evidence || !evidence.IsIn(page) ? "it has no evidence on its page"
        : evidence.Length > LongestQuote ? "its evidence is too long to quote"
        : evidence.Quote.TrimEnd()[^1] == '?' ? "its evidence is a question"
        : IsSpoilt(evidence.Quote) ? "its evidence is not clean enough to quote"
        : NamesPage().IsMatch(row.Query) || BuiltInTools.All.Any(tool => row.Query.Contains(tool.Name, StringComparison.OrdinalIgnoreCase)) ? "its query names a page or a tool"
        : null;

    /// <summary>Returns the search text of a row that can be used.</summary>
    public static string SoughtOf(SyntheticQuery row) => ArgumentText.Sought(row.Tools[0])!;

    /// <summary>Whether a row's query names something, or has a figure or a quotation.</summary>
    public static bool IsSpecific(SyntheticQuery row) => row.Query.AsSpan(1).ContainsAnyInRange('A', 'Z') || row.Query.AsSpan().ContainsAnyInRange('0', '9') || row.Query.Contains('"');

    /// <summary>Returns what a query asks for without the words that tell an assistant to look: "Look up X".</summary>
    public static string TopicOf(string query) => Order().Replace(query, "").TrimEnd('?', '.', ' ');

    /// <summary>Whether a row asks in a sentence.</summary>
    public static bool IsSentence(SyntheticQuery row) => row.Query[^1] is '?' or '.' && row.Query.Contains(' ');

    /// <summary>Whether a passage is torn at a line's end, has words that OCR misread, or blanks before its commas.</summary>
    public static bool IsSpoilt(string quote) => IsTorn(quote) || BlankBefore().IsMatch(quote) || MisreadTokenFilter.Any(OneLine.Of(quote));

    /// <summary>Whether words of a passage are torn.</summary>
    public static bool IsTorn(string quote) => Torn().IsMatch(quote);

    [GeneratedRegex(@"\bpage\s+\d|\bpp?\.\s*\d", RegexOptions.IgnoreCase)]
    private static partial Regex NamesPage();

    [GeneratedRegex(@"^(?:Look up|Find the (?:passage with|record)|Find|Open the part on|Jump to|Pull up the references to|Show me where) ")]
    private static partial Regex Order();

    // "obstruc-\ntion", "wit h". A vowel alone is a word in many languages.
    [GeneratedRegex(@"\p{L}-\s+\p{Ll}|(?<![\p{L}\p{N}'’.])[b-df-hj-np-tv-xzB-DF-HJ-NP-TV-XZ](?![\p{L}\p{N}.'’)\]&-])")]
    private static partial Regex Torn();

    // "Kislyak ,", "Flynn 's".
    [GeneratedRegex(@"\s[,;.]|\s['’]\s?s\b|['’]\s+s\b")]
    private static partial Regex BlankBefore();
}
