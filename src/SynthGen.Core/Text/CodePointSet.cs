using System.Text;

namespace SynthGen.Text;

/// <summary>A set of Unicode code points, as a class in a regular expression means it.</summary>
internal sealed class CodePointSet
{
    private const int LastUnit = 0xFFFF;
    private const int LastPoint = 0x10FFFF;

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

    // The part up to U+FFFF as a class of .NET holds it, and whether it is all but that.
    private readonly string _units;
    private readonly bool _isNegated;
    private readonly List<(int First, int Last)> _beyond = [];

    private CodePointSet(string units, bool isNegated, IEnumerable<(int First, int Last)> beyond)
    {
        _units = units;
        _isNegated = isNegated;
        foreach ((int first, int last) in beyond.OrderBy(range => range.First))
        {
            if (_beyond.Count > 0 && first <= _beyond[^1].Last + 1)
                _beyond[^1] = (_beyond[^1].First, Math.Max(last, _beyond[^1].Last));
            else
                _beyond.Add((first, last));
        }
    }

    public static CodePointSet Digits { get; } = new("0-9", false, []);

    public static CodePointSet WordLetters { get; } = new("0-9A-Z_a-z", false, []);

    public static CodePointSet LineEnds { get; } = new(@"\n\r\u2028\u2029", false, []);

    public static CodePointSet Blanks { get; } = new(@"\t-\r \u00A0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000\uFEFF", false, []);

    /// <summary>The code points from one to another.</summary>
    public static CodePointSet Range(int first, int last) => new(
        first <= LastUnit ? $"{Unit(first)}-{Unit(Math.Min(last, LastUnit))}" : "", false,
        last > LastUnit ? [(Math.Max(first, LastUnit + 1), last)] : []);

    /// <summary>The code points that are in any of the sets.</summary>
    public static CodePointSet Union(IReadOnlyList<CodePointSet> sets) => new(
        string.Concat(sets.Select(set => set._isNegated ? set.Opposite() : set._units)), false, sets.SelectMany(set => set._beyond));

    /// <summary>
    /// Gets a general category by its short or long name. Beyond U+FFFF, letters are the ideographs, symbols the emoji, and
    /// the other categories are empty.
    /// </summary>
    /// <exception cref="NotSupportedException">The name is that of another property, or of nothing.</exception>
    public static CodePointSet Category(string property)
    {
        string name = property[(property.IndexOf('=') + 1)..];
        string code = LongNames.GetValueOrDefault(name, name);
        if ((name != property && !property.StartsWith("gc=", StringComparison.Ordinal) && !property.StartsWith("General_Category=", StringComparison.Ordinal)) ||
            !(Codes.Contains(code) || code is ['L' or 'M' or 'N' or 'P' or 'S' or 'Z' or 'C']))
        {
            throw new NotSupportedException($"has \\p{{{property}}}, and only general categories such as \\p{{L}} are supported");
        }

        // Exact lists beyond U+FFFF would take half a second to make ready.
        return new CodePointSet($"\\p{{{code}}}", false, code switch
        {
            "L" or "Lo" => [(0x20000, 0x3FFFF)],
            "S" or "So" => [(0x1F000, 0x1FAFF)],
            _ => [],
        });
    }

    /// <summary>All other code points.</summary>
    public CodePointSet Complement()
    {
        List<(int, int)> others = [];
        int next = LastUnit + 1;
        foreach ((int first, int last) in _beyond)
        {
            if (first > next)
                others.Add((next, first - 1));
            next = last + 1;
        }

        if (next <= LastPoint)
            others.Add((next, LastPoint));
        return new CodePointSet(_units, !_isNegated, others);
    }

    /// <summary>Writes the set as a pattern of .NET, whose classes hold UTF-16 units: a pair of surrogates is two of them.</summary>
    public void Write(StringBuilder pattern)
    {
        List<string> parts = [];
        if (_units.Length > 0 || _isNegated)
            parts.Add($@"[{(_isNegated && _units.Length > 0 ? "^" : "")}{(_units.Length > 0 ? _units : @"\s\S")}-[\uD800-\uDFFF]]");
        foreach ((int first, int last) in _beyond)
        {
            for (int point = first; point <= last;)
            {
                // Whole blocks of one high surrogate go together.
                int rest = last + 1 - point;
                bool isWhole = point % 0x400 == 0 && rest >= 0x400;
                int end = isWhole ? point + (rest / 0x400 * 0x400) - 1 : Math.Min(last, point | 0x3FF);
                parts.Add($"[{Unit(High(point))}-{Unit(High(end))}][{Unit(Low(point))}-{Unit(Low(end))}]");
                point = end + 1;
            }
        }

        pattern.Append(parts.Count == 0 ? @"[^\s\S]" : $"(?:{string.Join('|', parts)})");
    }

    // Within a class there is no 'all but', except for single letters. Only these sets are ever negated in one.
    private string Opposite() =>
        this switch
        {
            { _units: "0-9" } => @"\0-/:-\uFFFF",
            { _units: "0-9A-Z_a-z" } => @"\0-/:-@\[-\^`{-\uFFFF",
            { _units: ['\\', 'p', ..] } => $"\\P{_units[2..]}",
            _ => @"\0-\b\u000E-\u001F!-\u009F\u00A1-\u167F\u1681-\u1FFF\u200B-\u2027\u202A-\u202E\u2030-\u205E\u2060-\u2FFF\u3001-\uFEFE\uFF00-\uFFFF",
        };

    private static int High(int point) => 0xD800 + ((point - 0x10000) >> 10);

    private static int Low(int point) => 0xDC00 + (point & 0x3FF);

    private static string Unit(int unit) => $"\\u{unit:X4}";
}
