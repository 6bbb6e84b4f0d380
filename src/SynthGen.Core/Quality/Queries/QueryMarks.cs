using System.Text;
using System.Text.RegularExpressions;

namespace SynthGen.Quality.Queries;

/// <summary>Finds what is wrong with the characters of a query, whatever its language.</summary>
internal static partial class QueryMarks
{
    /// <summary>The length of the longest query, in UTF-16 code units. A person asks in a sentence or two.</summary>
    public const int LongestQuery = 600;

    private const string Opening = "([{\uFF08\u3010\u300A\u3008\u300C\u300E", Closing = ")]}\uFF09\u3011\u300B\u3009\u300D\u300F";

    /// <summary>Returns what is wrong with a query's characters; null if nothing is.</summary>
    public static QueryFlaw? Find(string query) =>
        query.Length > LongestQuery ? new QueryFlaw("TooLong", $"The query has {query.Length} characters.")
        : query.EnumerateRunes().FirstOrDefault(IsUnprintable) is { Value: not 0 } broken ? new QueryFlaw("ControlCharacter", $"The query has the character U+{broken.Value:X4}.")
        : query.Contains('\0', StringComparison.Ordinal) ? new QueryFlaw("ControlCharacter", "The query has the character U+0000.")
        : !query.EnumerateRunes().Any(Rune.IsLetter) ? new QueryFlaw("NoLetters", "The query has no letters.")
        : Markup().Match(query) is { Success: true, Value: string markup } ? new QueryFlaw("Markup", $"'{markup}' is left over from a template or from markup.")
        : UnpairedBracket(query) is { } bracket ? new QueryFlaw("Unbalanced", $"The bracket '{bracket}' has no partner.")
        : HasUnpairedQuote(query) ? new QueryFlaw("Unbalanced", "A quotation mark has no partner.")
        : null;

    // Blanks and line ends are harmless. The replacement character and half surrogate pairs, which are read as it, were letters once.
    private static bool IsUnprintable(Rune rune) =>
        (Rune.IsControl(rune) && !Rune.IsWhiteSpace(rune)) || rune == Rune.ReplacementChar ||
        Rune.GetUnicodeCategory(rune) is System.Globalization.UnicodeCategory.PrivateUse or System.Globalization.UnicodeCategory.OtherNotAssigned;

    // 1) and a) number things.
    private static char? UnpairedBracket(string query)
    {
        Stack<int> open = new();
        for (int i = 0; i < query.Length; i++)
        {
            if (Opening.Contains(query[i], StringComparison.Ordinal))
            {
                open.Push(Opening.IndexOf(query[i], StringComparison.Ordinal));
            }
            else if (Closing.IndexOf(query[i], StringComparison.Ordinal) is >= 0 and int kind)
            {
                if (open.Count == 0 && kind == 0 && Numbering().IsMatch(query.AsSpan(0, i + 1)))
                    continue;
                if (open.Count == 0 || open.Pop() != kind)
                    return query[i];
            }
        }

        return open.Count > 0 ? Opening[open.Peek()] : null;
    }

    private static bool HasUnpairedQuote(string query)
    {
        int marks = 0, guillemets = 0, opened = 0, closed = 0;
        for (int i = 0; i < query.Length; i++)
        {
            char before = i > 0 ? query[i - 1] : ' ', after = i + 1 < query.Length ? query[i + 1] : ' ';
            switch (query[i])
            {
                // Each language pairs them in its own way, so that only their number counts. 5" is a length, and Hebrew abbreviates with one within a word.
                case '"' when !(IsWord(before) && IsWord(after)) && (!char.IsDigit(before) || marks % 2 == 1):
                case '\u201C' or '\u201D' or '\u201E' or '\u201F' or '\uFF02':
                    marks++;
                    break;
                case '\u00AB':
                    guillemets++;
                    break;
                case '\u00BB':
                    guillemets--;
                    break;
                case '\'' or '\u2018' or '\u201A' when !IsWord(before) && char.IsLetter(after) && !Elision().IsMatch(query.AsSpan(i)):
                    opened++;
                    break;
                case '\'' or '\u2019' or '\u2018' when !char.IsWhiteSpace(before) && (!IsWord(after) || opened > closed):
                    closed++;
                    break;
                default:
                    break;
            }
        }

        // An apostrophe ends a word too: the tenants' rights.
        return marks % 2 != 0 || guillemets != 0 || opened > closed;
    }

    private static bool IsWord(char c) => char.IsLetterOrDigit(c);

    // {name} and {{name}}, <name> and </s>, [NAME], **bold**, code, escapes and entities, and labels of a reply.
    [GeneratedRegex(@"[{}]|</?[A-Za-z][^<>]{0,60}>|<\|[^|]{0,40}\|>|\[[A-Z][A-Z_ ]{2,40}\]|\*\*|__+|``|\\[nrtu""]|&(?:[a-z]{2,8}|#x?[0-9a-fA-F]{1,6});|\]\(https?:|^\s*(?:#+|[-*\u2022>]|\d{1,2}[.)])\s|^\s*(?:[Qq]uery|[Qq]uestion|[Aa]nswer|Q|A)\s?\d{0,3}:\s")]
    private static partial Regex Markup();

    [GeneratedRegex(@"(?:^|[\s,;])(?:\p{L}|\d{1,2}\p{L}?|[ivx]{2,4})\)$")]
    private static partial Regex Numbering();

    // 'tis, 'em, 'til, 'cause, 'n', '90s.
    [GeneratedRegex(@"^['\u2018](?:tis|twas|em|til|cause|n|bout|round|s|t)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Elision();
}
