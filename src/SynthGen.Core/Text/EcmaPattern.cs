using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace SynthGen.Text;

/// <summary>
/// Reads the patterns of JSON Schema, which are ECMA-262's with Unicode semantics: \d and \w are ASCII, $ is the very end,
/// and a character is a code point. Constructs that only .NET knows keep their meaning.
/// </summary>
public sealed class EcmaPattern
{
    /// <summary>The most characters of a pattern: beyond, only making it ready would take seconds.</summary>
    public const int MaxLength = 10_000;

    private readonly string _source;
    private readonly StringBuilder _pattern = new();
    private int _next;

    private EcmaPattern(string source) => _source = source;

    private bool AtEnd => _next >= _source.Length;

    /// <summary>Makes a regular expression that no match keeps busy for ever; see <see cref="BoundedRegex"/>.</summary>
    /// <exception cref="ArgumentException">The pattern is not a valid regular expression.</exception>
    /// <exception cref="NotSupportedException">The pattern is too long, or has a Unicode property that is not supported; the message is a predicate.</exception>
    public static Regex Compile(string pattern) => pattern.Length <= MaxLength
        ? BoundedRegex.Create(new EcmaPattern(pattern).Translate(), RegexOptions.CultureInvariant)
        : throw new NotSupportedException($"has more than {MaxLength} characters");

    private string Translate()
    {
        while (!AtEnd)
        {
            int point = ReadPoint();
            switch (point)
            {
                case '.': CodePointSet.LineEnds.Complement().Write(_pattern); break;
                case '$': _pattern.Append(@"\z"); break;
                case '[': ReadClass().Write(_pattern); break;
                case '\\': TranslateEscape(); break;
                case > 0xFFFF: WritePoint(point); break;
                default: _pattern.Append((char)point); break;
            }
        }

        return _pattern.ToString();
    }

    private void TranslateEscape()
    {
        if (ReadSet() is { } set)
            set.Write(_pattern);
        else if (!AtEnd && (char.IsAsciiLetter(_source[_next]) ? _source[_next] is not ('c' or 'u' or 'x') : _source[_next] is >= '1' and <= '9'))
            _pattern.Append('\\').Append(_source[_next++]);
        else
            WritePoint(ReadEscapedPoint());
    }

    private CodePointSet ReadClass()
    {
        bool isNegated = Take('^');
        List<CodePointSet> members = [];
        while (!Take(']'))
        {
            (CodePointSet? set, int first) = ReadMember();
            int last = first;

            // A dash beside a set is a dash.
            if (set is null && !AtEnd && _source[_next] == '-' && _next + 1 < _source.Length && _source[_next + 1] != ']')
            {
                _next++;
                (set, last) = ReadMember();
                if (set is not null)
                    members.AddRange([CodePointSet.Range(first, first), CodePointSet.Range('-', '-')]);
            }

            members.Add(set ?? (first <= last ? CodePointSet.Range(first, last) : throw Invalid()));
        }

        CodePointSet all = CodePointSet.Union(members);
        return isNegated ? all.Complement() : all;
    }

    // Reads a set, or else a single code point.
    private (CodePointSet? Set, int Point) ReadMember()
    {
        int point = AtEnd ? throw Invalid() : ReadPoint();
        if (point != '\\')
            return (null, point);
        return ReadSet() is { } set ? (set, 0) : (null, Take('b') ? '\b' : ReadEscapedPoint());
    }

    // Reads what follows a backslash if it is a set: d, w, s, p and their opposites.
    private CodePointSet? ReadSet()
    {
        if (AtEnd)
            throw Invalid();

        char letter = _source[_next], kind = char.ToLowerInvariant(letter);
        if (kind is not ('d' or 'w' or 's') && !(kind == 'p' && _source.AsSpan(_next + 1) is ['{', ..]))
            return null;

        _next++;
        CodePointSet set = kind switch
        {
            'd' => CodePointSet.Digits,
            'w' => CodePointSet.WordLetters,
            's' => CodePointSet.Blanks,
            _ => CodePointSet.Category(ReadBraced()),
        };
        return letter == kind ? set : set.Complement();
    }

    // Reads what follows a backslash as a single code point.
    private int ReadEscapedPoint()
    {
        int point = ReadPoint();
        switch (point)
        {
            case 't': return '\t';
            case 'n': return '\n';
            case 'v': return '\v';
            case 'f': return '\f';
            case 'r': return '\r';
            case '0': return 0;
            case 'c' when !AtEnd && char.IsAsciiLetter(_source[_next]): return _source[_next++] % 32;
            case 'x': return ReadHex(2);
            case 'u' when !AtEnd && _source[_next] == '{':
                return int.TryParse(ReadBraced(), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int braced) && braced is >= 0 and <= 0x10FFFF
                    ? braced
                    : throw Invalid();
            case 'u':
                int unit = ReadHex(4);
                if (!char.IsHighSurrogate((char)unit) || _source.AsSpan(_next) is not ['\\', 'u', not '{', ..])
                    return unit;
                _next += 2;
                int low = ReadHex(4);
                return char.IsLowSurrogate((char)low) ? char.ConvertToUtf32((char)unit, (char)low) : throw Invalid();
            default: return point;
        }
    }

    private int ReadHex(int digits)
    {
        int end = Math.Min(_next + digits, _source.Length);
        if (!int.TryParse(_source.AsSpan(_next..end), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int value) || end - _next < digits)
            throw Invalid();
        _next = end;
        return value;
    }

    private string ReadBraced()
    {
        int open = _next, close = _source.IndexOf('}', open);
        if (close < 0)
            throw Invalid();
        _next = close + 1;
        return _source[(open + 1)..close];
    }

    private int ReadPoint()
    {
        Rune.DecodeFromUtf16(_source.AsSpan(_next), out Rune rune, out int length);
        _next += length;
        return rune.Value;
    }

    private bool Take(char expected)
    {
        if (AtEnd || _source[_next] != expected)
            return false;
        _next++;
        return true;
    }

    private void WritePoint(int point) => CodePointSet.Range(point, point).Write(_pattern);

    private ArgumentException Invalid() => new($"The pattern '{_source}' is not a valid regular expression.");
}
