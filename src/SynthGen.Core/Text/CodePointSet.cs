using System.Collections.Concurrent;
using System.Globalization;
using System.Text;

namespace SynthGen.Text;

/// <summary>A set of Unicode code points, as a class in a regular expression means it.</summary>
internal sealed class CodePointSet
{
    private const int Last = 0x10FFFF;

    // In the order of UnicodeCategory.
    private static readonly string[] Codes =
        "Lu Ll Lt Lm Lo Mn Mc Me Nd Nl No Zs Zl Zp Cc Cf Cs Co Pc Pd Ps Pe Pi Pf Po Sm Sc Sk So Cn".Split(' ');

    private static readonly Dictionary<string, string> LongNames = new()
    {
        ["Letter"] = "L", ["Uppercase_Letter"] = "Lu", ["Lowercase_Letter"] = "Ll", ["Titlecase_Letter"] = "Lt", ["Modifier_Letter"] = "Lm", ["Other_Letter"] = "Lo",
        ["Mark"] = "M", ["Combining_Mark"] = "M", ["Nonspacing_Mark"] = "Mn", ["Spacing_Mark"] = "Mc", ["Enclosing_Mark"] = "Me",
        ["Number"] = "N", ["Decimal_Number"] = "Nd", ["digit"] = "Nd", ["Letter_Number"] = "Nl", ["Other_Number"] = "No",
        ["Punctuation"] = "P", ["punct"] = "P", ["Connector_Punctuation"] = "Pc", ["Dash_Punctuation"] = "Pd", ["Open_Punctuation"] = "Ps",
        ["Close_Punctuation"] = "Pe", ["Initial_Punctuation"] = "Pi", ["Final_Punctuation"] = "Pf", ["Other_Punctuation"] = "Po",
        ["Symbol"] = "S", ["Math_Symbol"] = "Sm", ["Currency_Symbol"] = "Sc", ["Modifier_Symbol"] = "Sk", ["Other_Symbol"] = "So",
        ["Separator"] = "Z", ["Space_Separator"] = "Zs", ["Line_Separator"] = "Zl", ["Paragraph_Separator"] = "Zp",
        ["Other"] = "C", ["Control"] = "Cc", ["Format"] = "Cf", ["Private_Use"] = "Co", ["Unassigned"] = "Cn",
    };

    private static readonly ConcurrentDictionary<string, CodePointSet> Categories = new();

    private readonly List<(int First, int Last)> _ranges;

    public CodePointSet(params List<(int First, int Last)> ranges)
    {
        _ranges = [];
        foreach ((int first, int last) in ranges.OrderBy(range => range.First))
        {
            if (_ranges.Count > 0 && first <= _ranges[^1].Last + 1)
                _ranges[^1] = (_ranges[^1].First, Math.Max(last, _ranges[^1].Last));
            else
                _ranges.Add((first, last));
        }
    }

    public static CodePointSet Digits { get; } = new(('0', '9'));

    public static CodePointSet WordLetters { get; } = new(('0', '9'), ('A', 'Z'), ('_', '_'), ('a', 'z'));

    public static CodePointSet LineEnds { get; } = new(('\n', '\n'), ('\r', '\r'), (0x2028, 0x2029));

    public static CodePointSet Blanks { get; } = new(
        ('\t', '\r'), (' ', ' '), (0xA0, 0xA0), (0x1680, 0x1680), (0x2000, 0x200A), (0x2028, 0x2029), (0x202F, 0x202F), (0x205F, 0x205F), (0x3000, 0x3000), (0xFEFF, 0xFEFF));

    /// <summary>The ranges, in order and apart.</summary>
    public IReadOnlyList<(int First, int Last)> Ranges => _ranges;

    /// <summary>Gets a general category by its short or long name.</summary>
    /// <exception cref="NotSupportedException">The name is that of another property, or of nothing.</exception>
    public static CodePointSet Category(string property)
    {
        string name = property[(property.IndexOf('=') + 1)..];
        string code = LongNames.GetValueOrDefault(name, name);
        if ((name != property && !property.StartsWith("gc=", StringComparison.Ordinal) && !property.StartsWith("General_Category=", StringComparison.Ordinal)) ||
            !Codes.Any(known => known == code || (code.Length == 1 && known[0] == code[0])))
            throw new NotSupportedException($"has \\p{{{property}}}, and only general categories such as \\p{{L}} are supported");

        return Categories.GetOrAdd(code, static code =>
        {
            List<(int, int)> ranges = [];
            for (int point = 0; point <= Last; point++)
            {
                if (Codes[(int)CharUnicodeInfo.GetUnicodeCategory(point)].StartsWith(code, StringComparison.Ordinal))
                    ranges.Add((point, point));
            }

            return new CodePointSet(ranges);
        });
    }

    /// <summary>All other code points.</summary>
    public CodePointSet Complement()
    {
        List<(int, int)> others = [];
        int next = 0;
        foreach ((int first, int last) in _ranges)
        {
            if (first > next)
                others.Add((next, first - 1));
            next = last + 1;
        }

        if (next <= Last)
            others.Add((next, Last));
        return new CodePointSet(others);
    }

    /// <summary>Writes the set as a pattern of .NET, whose classes hold UTF-16 units: a pair of surrogates is two of them.</summary>
    public void Write(StringBuilder pattern)
    {
        StringBuilder units = new();
        List<string> pairs = [];
        foreach ((int first, int last) in _ranges)
        {
            WriteUnits(units, first, Math.Min(last, 0xD7FF));
            WriteUnits(units, Math.Max(first, 0xE000), Math.Min(last, 0xFFFF));
            for (int point = Math.Max(first, 0x10000); point <= last;)
            {
                // Whole blocks of one high surrogate go together.
                int rest = last + 1 - point;
                bool isWhole = point % 0x400 == 0 && rest >= 0x400;
                int end = isWhole ? point + (rest / 0x400 * 0x400) - 1 : Math.Min(last, point | 0x3FF);
                pairs.Add($"[{Unit(High(point))}-{Unit(High(end))}][{Unit(Low(point))}-{Unit(Low(end))}]");
                point = end + 1;
            }
        }

        if (units.Length > 0)
            pairs.Insert(0, $"[{units}]");
        pattern.Append(pairs.Count == 0 ? @"[^\s\S]" : $"(?:{string.Join('|', pairs)})");
    }

    private static void WriteUnits(StringBuilder units, int first, int last)
    {
        if (first <= last)
            units.Append(Unit(first)).Append('-').Append(Unit(last));
    }

    private static int High(int point) => 0xD800 + ((point - 0x10000) >> 10);

    private static int Low(int point) => 0xDC00 + (point & 0x3FF);

    private static string Unit(int unit) => $"\\u{unit:X4}";
}
