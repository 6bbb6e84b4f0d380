using System.Globalization;
using System.Text;

namespace SynthGen.Json;

/// <summary>
/// Reads one string as models write it: with unescaped quotation marks and control characters, in single or typographic
/// quotation marks, with invalid escapes.
/// </summary>
internal ref struct TolerantString
{
    /// <summary>How many characters are searched for a name's end; this limits the cost of each quotation mark.</summary>
    private const int LongestKey = 200;

    private readonly ReadOnlySpan<char> _text;
    private readonly StringBuilder _json;

    /// <summary>Starts to read at the quotation mark at <paramref name="at"/>.</summary>
    public TolerantString(ReadOnlySpan<char> text, int at, StringBuilder json)
    {
        _text = text;
        _json = json;
        At = at;
    }

    /// <summary>The position of the next character, or the position at which reading failed.</summary>
    public int At { get; private set; }

    /// <summary>Whether a character opens a string.</summary>
    public static bool IsQuote(char c) => c is '"' or '\'' or '\u201C';

    /// <summary>Reads the string and writes it as JSON.</summary>
    /// <param name="isKey">Whether it is a member's name.</param>
    /// <param name="inObject">Whether another member of an object can follow the string.</param>
    public ScanEnd Read(bool isKey, bool inObject)
    {
        char close = CloseOf(_text[At]);
        _json.Append('"');
        for (At++; At < _text.Length; At++)
        {
            char c = _text[At];
            if (c == close && Closes(At + 1, isKey, inObject))
            {
                At++;
                _json.Append('"');
                return ScanEnd.Complete;
            }

            // The string has run into the following member: names hold no quotation marks, and values hold no names.
            if ((isKey && c == close) || (c == '"' && BeginsValue(At + 1)))
                return ScanEnd.Broken;

            if (c == '"')
                _json.Append("\\\"");
            else if (c == '\\')
                ReadEscape();
            else if (c < ' ')
                _json.Append("\\u00").Append(c < '\x10' ? '0' : '1').Append("0123456789abcdef"[c & 15]);
            else
                _json.Append(c);
        }

        return ScanEnd.Truncated;
    }

    /// <summary>
    /// Decides from the text after a quotation mark whether it ends its string. In JSON only that text can follow; in
    /// prose it seldom does.
    /// </summary>
    private readonly bool Closes(int next, bool isKey, bool inObject)
    {
        next = SkipSpace(next);
        if (next >= _text.Length)
            return true;
        if (isKey)
            return BeginsValue(next);

        switch (_text[next])
        {
            case '}' or ']' or '`':
                return true;
            case '/':
                return next + 1 < _text.Length && _text[next + 1] is '/' or '*';
            case ',':
                next = SkipSpace(next + 1);
                return next >= _text.Length || _text[next] is '}' or ']' or '/' or ',' ||
                    (inObject ? BeginsKey(next) : !char.IsLetter(_text[next]) || BeginsLiteral(next));
            default:
                return inObject && IsQuote(_text[next]) && BeginsKey(next);
        }
    }

    private readonly bool BeginsValue(int at)
    {
        at = SkipSpace(at);
        return at < _text.Length && _text[at] == ':';
    }

    private readonly bool BeginsKey(int at)
    {
        int end = at + 1, limit = Math.Min(_text.Length, at + LongestKey);
        if (!IsQuote(_text[at]))
        {
            while (end < limit && (char.IsLetterOrDigit(_text[end]) || _text[end] == '_'))
                end++;
        }
        else
        {
            char close = CloseOf(_text[at]);
            while (end < limit && _text[end] != close)
                end += _text[end] == '\\' ? 2 : 1;
            end++;
        }

        end = SkipSpace(end);
        return end >= _text.Length || _text[end] == ':';
    }

    private readonly bool BeginsLiteral(int at)
    {
        ReadOnlySpan<char> rest = _text[at..];
        return rest.StartsWith("true", StringComparison.OrdinalIgnoreCase) || rest.StartsWith("false", StringComparison.OrdinalIgnoreCase) ||
            rest.StartsWith("null", StringComparison.Ordinal) || rest.StartsWith("None", StringComparison.Ordinal);
    }

    private void ReadEscape()
    {
        char c = At + 1 < _text.Length ? _text[At + 1] : '\0';
        if (c is '"' or '\\' or '/' or 'b' or 'f' or 'n' or 'r' or 't')
        {
            _json.Append('\\').Append(c);
            At++;
        }
        else if (c == 'u' && TryHex(At + 2, out char unit))
        {
            bool pair = char.IsHighSurrogate(unit) && At + 7 < _text.Length && _text[At + 6] == '\\' && _text[At + 7] == 'u' &&
                TryHex(At + 8, out char low) && char.IsLowSurrogate(low);
            _json.Append(pair || !char.IsSurrogate(unit) ? _text.Slice(At, pair ? 12 : 6) : "\\ufffd");
            At += pair ? 11 : 5;
        }
        else if (c is '\'' or '`')
        {
            _json.Append(c);
            At++;
        }
        else
        {
            // A plain backslash rather than an escape: C:\Users, 5\%.
            _json.Append("\\\\");
        }
    }

    private readonly bool TryHex(int at, out char unit)
    {
        unit = '\0';
        if (at + 4 > _text.Length || !ushort.TryParse(_text.Slice(at, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ushort value))
            return false;

        unit = (char)value;
        return true;
    }

    private readonly int SkipSpace(int at)
    {
        while (at < _text.Length && char.IsWhiteSpace(_text[at]))
            at++;
        return at;
    }

    private static char CloseOf(char quote) => quote == '\u201C' ? '\u201D' : quote;
}
