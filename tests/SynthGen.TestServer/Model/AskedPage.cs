using System.Globalization;
using System.Text.RegularExpressions;

namespace SynthGen.TestServer.Model;

/// <summary>The page that a request asks about.</summary>
/// <param name="Text">Its text.</param>
/// <param name="Number">Its number, where the prompt names it.</param>
public sealed partial record AskedPage(string Text, int? Number = null)
{
    private const string Opening = "<page";

    /// <summary>The hash of its text.</summary>
    public ulong Hash { get; } = PageHash.Of(Text);

    /// <summary>The slots of the plan that follows it, in order; empty without a plan.</summary>
    public IReadOnlyList<AskedSlot> Slots { get; init; } = [];

    /// <summary>Its key in the log.</summary>
    public PageKey Key => new(Hash, Number);

    /// <summary>Whether a turn holds a page between its marks.</summary>
    public static bool IsIn(string turn) => OpeningOf(turn) >= 0;

    /// <summary>
    /// The page of a turn: the text between a line that begins with <c>&lt;page</c>, whatever follows (<c>&lt;page-7f3a number="3"&gt;</c>),
    /// and the last mark that closes it; without them, the whole turn.
    /// </summary>
    public static AskedPage From(string turn)
    {
        int open = OpeningOf(turn);
        int close = open < 0 ? -1 : turn.AsSpan(open).IndexOf('>');
        if (close < 0)
            return new AskedPage(turn.Trim());

        ReadOnlySpan<char> mark = turn.AsSpan(open + 1, close - 1);
        int space = mark.IndexOfAny(" \t\r\n/");
        ReadOnlySpan<char> name = space < 0 ? mark : mark[..space];
        int start = open + close + 1;
        int end = turn.LastIndexOf($"</{name}", StringComparison.OrdinalIgnoreCase);
        return new AskedPage(turn[start..(end < start ? turn.Length : end)].Trim('\r', '\n'), NumberIn(mark[name.Length..]))
        {
            Slots = end >= start && SlotsIn(turn[end..]) is { Length: > 0 } slots ? slots : [],
        };
    }

    // A plan's lines: "2. kind: lookup; …; the same fact as slot 1, in other words".
    private static AskedSlot[] SlotsIn(string plan) => [.. Line().Matches(plan).Select(line => new AskedSlot(
        int.Parse(line.Groups["slot"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture),
        line.Groups["other"] is { Success: true } other ? int.Parse(other.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture) : null))];

    [GeneratedRegex(@"^(?<slot>\d{1,3})\. kind: [^\n]*?(same fact as slot (?<other>\d{1,3})[^\n]*)?$", RegexOptions.Multiline)]
    private static partial Regex Line();

    private static int OpeningOf(string turn)
    {
        int at = turn.IndexOf(Opening, StringComparison.OrdinalIgnoreCase);
        while (at > 0 && turn[at - 1] != '\n')
            at = turn.IndexOf(Opening, at + 1, StringComparison.OrdinalIgnoreCase);
        return at;
    }

    private static int? NumberIn(ReadOnlySpan<char> attributes)
    {
        foreach (ReadOnlySpan<char> name in (string[])["number=", "page=", "n=", "no=", "id="])
        {
            int at = attributes.IndexOf(name, StringComparison.OrdinalIgnoreCase);
            if (at < 1 || !char.IsWhiteSpace(attributes[at - 1]))
                continue;
            ReadOnlySpan<char> value = attributes[(at + name.Length)..].TrimStart("\"'");
            int length = value.IndexOfAnyExceptInRange('0', '9');
            if (int.TryParse(length < 0 ? value : value[..length], NumberStyles.None, CultureInfo.InvariantCulture, out int number))
                return number;
        }

        return null;
    }
}

/// <summary>A slot of a page's plan.</summary>
/// <param name="Number">Its number.</param>
/// <param name="SameFactAs">The slot that asks for the same fact by its words; null for a fact of its own.</param>
public readonly record struct AskedSlot(int Number, int? SameFactAs = null);

/// <summary>A page in the log. Page numbers, where prompts name them, distinguish pages with the same text.</summary>
/// <param name="Hash">Of its text.</param>
/// <param name="Number">Its number.</param>
public readonly record struct PageKey(ulong Hash, int? Number);
