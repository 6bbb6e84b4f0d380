using System.Globalization;
using System.Text;
using System.Text.Json;
using SynthGen.Tools;

namespace SynthGen.Generation.Replies;

/// <summary>How reading a value ended.</summary>
internal enum ScanEnd
{
    /// <summary>The value was read whole.</summary>
    Complete,

    /// <summary>The text ended within it.</summary>
    Truncated,

    /// <summary>It cannot be read even with goodwill.</summary>
    Broken,

    /// <summary>It is nested too deeply.</summary>
    TooDeep,
}

/// <summary>
/// Reads JSON as models write it and writes it down as JSON: comments, missing, doubled and trailing commas, missing closing
/// brackets, single and typographic quotes, names without quotes, quotation marks and control characters inside of strings,
/// false escapes, NaN, None. What is JSON comes out as it was. Every character is looked at a few times at most.
/// </summary>
internal ref struct TolerantJson
{
    /// <summary>How far a name is looked for, in characters; bounds what one quotation mark can cost.</summary>
    private const int LongestKey = 200;

    private readonly ReadOnlySpan<char> _text;
    private readonly StringBuilder _json;

    /// <summary>Reads from <paramref name="at"/> on; what is read is appended to <paramref name="json"/>.</summary>
    public TolerantJson(ReadOnlySpan<char> text, int at, StringBuilder json)
    {
        _text = text;
        _json = json;
        At = at;
    }

    /// <summary>Where the next character is read, or where reading failed.</summary>
    public int At { get; private set; }

    private readonly bool IsDone => At >= _text.Length;

    /// <summary>Parses a text that holds one value.</summary>
    public static bool TryParse(string text, out object? value)
    {
        StringBuilder json = new(text.Length);
        TolerantJson scanner = new(text, 0, json);
        value = null;
        if (scanner.ReadValue(ReplyParser.DeepestRow, inObject: false) != ScanEnd.Complete)
            return false;

        try
        {
            value = JsonValue.Parse(json.ToString());
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>Skips white space and comments.</summary>
    public void SkipBlank()
    {
        while (!IsDone)
        {
            ReadOnlySpan<char> rest = _text[At..];
            if (char.IsWhiteSpace(rest[0]) || rest[0] == '\uFEFF')
                At++;
            else if (rest.StartsWith("//", StringComparison.Ordinal))
                At = rest.IndexOf('\n') is >= 0 and int end ? At + end : _text.Length;
            else if (rest.StartsWith("/*", StringComparison.Ordinal))
                At = rest.IndexOf("*/", StringComparison.Ordinal) is >= 0 and int close ? At + close + 2 : _text.Length;
            else
                break;
        }
    }

    /// <summary>Skips white space, comments and commas.</summary>
    public void SkipCommas()
    {
        for (SkipBlank(); !IsDone && _text[At] == ','; SkipBlank())
            At++;
    }

    /// <summary>Whether the text ends here, if only because a code fence is closed.</summary>
    public readonly bool IsAtEnd() => IsDone || _text[At..].StartsWith("```", StringComparison.Ordinal);

    /// <summary>Reads a value.</summary>
    /// <param name="depth">How many levels there may be.</param>
    /// <param name="inObject">Whether what follows it is another member of an object.</param>
    public ScanEnd ReadValue(int depth, bool inObject)
    {
        SkipBlank();
        if (IsAtEnd())
            return ScanEnd.Truncated;

        char c = _text[At];
        if (c is '{' or '[')
            return depth == 0 ? ScanEnd.TooDeep : c == '{' ? ReadObject(depth - 1) : ReadArray(depth - 1);
        return IsQuote(c) ? ReadString(isKey: false, inObject) : ReadWord();
    }

    /// <summary>Reads a member's name and the colon after it; the name is written with its quotes, the colon is not.</summary>
    public ScanEnd ReadKey()
    {
        if (IsQuote(_text[At]))
        {
            if (ReadString(isKey: true, inObject: true) is not ScanEnd.Complete and ScanEnd end)
                return end;
        }
        else
        {
            int start = At;
            while (!IsDone && (char.IsLetterOrDigit(_text[At]) || _text[At] is '_' or '$' or '-'))
                At++;
            if (At == start)
                return ScanEnd.Broken;
            _json.Append('"').Append(_text[start..At]).Append('"');
        }

        SkipBlank();
        if (IsAtEnd())
            return ScanEnd.Truncated;
        if (_text[At] != ':')
            return ScanEnd.Broken;
        At++;
        return ScanEnd.Complete;
    }

    private ScanEnd ReadObject(int depth)
    {
        At++;
        _json.Append('{');
        for (bool first = true; ; first = false)
        {
            SkipCommas();
            if (IsAtEnd())
                return ScanEnd.Truncated;

            // A ] where a } should be: the } is missing, the ] belongs to what is around.
            if (_text[At] is '}' or ']')
                break;
            if (!first)
                _json.Append(',');
            if (ReadKey() is not ScanEnd.Complete and ScanEnd end)
                return end;
            _json.Append(':');
            if (ReadValue(depth, inObject: true) is not ScanEnd.Complete and ScanEnd fault)
                return fault;
        }

        At += _text[At] == '}' ? 1 : 0;
        _json.Append('}');
        return ScanEnd.Complete;
    }

    private ScanEnd ReadArray(int depth)
    {
        At++;
        _json.Append('[');
        for (bool first = true; ; first = false)
        {
            SkipCommas();
            if (IsAtEnd())
                return ScanEnd.Truncated;
            if (_text[At] is ']' or '}')
                break;
            if (!first)
                _json.Append(',');
            if (ReadValue(depth, inObject: false) is not ScanEnd.Complete and ScanEnd end)
                return end;
        }

        At += _text[At] == ']' ? 1 : 0;
        _json.Append(']');
        return ScanEnd.Complete;
    }

    private ScanEnd ReadString(bool isKey, bool inObject)
    {
        char close = CloseOf(_text[At]);
        _json.Append('"');
        for (At++; !IsDone; At++)
        {
            char c = _text[At];
            if (c == close && Closes(At + 1, isKey, inObject))
            {
                At++;
                _json.Append('"');
                return ScanEnd.Complete;
            }

            // A member's name within a value: the string has run into what comes after it.
            if (c == '"' && !isKey && SkipSpace(At + 1) is int next && next < _text.Length && _text[next] == ':')
                return ScanEnd.Broken;

            if (c == '"')
                _json.Append("\\\"");
            else if (c == '\\')
                ReadEscape();
            else if (c < ' ')
                _json.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
            else
                _json.Append(c);
        }

        return ScanEnd.Truncated;
    }

    /// <summary>
    /// Whether a quotation mark ends its string, by what comes after it: in JSON nothing else can come, and in prose it seldom does.
    /// </summary>
    private readonly bool Closes(int next, bool isKey, bool inObject)
    {
        next = SkipSpace(next);
        if (next >= _text.Length)
            return true;
        if (isKey)
            return _text[next] == ':';

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
            // No escape at all: C:\Users, 5\%.
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

    private ScanEnd ReadWord()
    {
        int start = At;
        while (!IsDone && (char.IsLetterOrDigit(_text[At]) || _text[At] is '+' or '-' or '.' or '_'))
            At++;

        ReadOnlySpan<char> word = _text[start..At];
        string? literal = word switch
        {
            "true" or "True" => "true",
            "false" or "False" => "false",
            "null" or "None" or "undefined" or "NaN" or "nan" or "Infinity" or "-Infinity" => "null",
            _ => null,
        };
        if (literal is not null)
        {
            _json.Append(literal);
            return ScanEnd.Complete;
        }

        if (IsDone)
            return ScanEnd.Truncated;
        if (word.IsEmpty || char.IsLetter(word[0]) || !double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out double number))
            return ScanEnd.Broken;

        // Numbers that JSON would write otherwise: +1, .5, 1., 007.
        if (IsJsonNumber(word))
            _json.Append(word);
        else
            _json.Append(double.IsFinite(number) ? number.ToString("R", CultureInfo.InvariantCulture) : "null");
        return ScanEnd.Complete;
    }

    private static bool IsJsonNumber(ReadOnlySpan<char> word)
    {
        word = word[0] == '-' ? word[1..] : word;
        int whole = word.IndexOfAnyExceptInRange('0', '9');
        whole = whole < 0 ? word.Length : whole;
        if (whole == 0 || (word[0] == '0' && whole > 1))
            return false;

        ReadOnlySpan<char> rest = word[whole..];
        return rest.IsEmpty || rest[0] is 'e' or 'E' || (rest.Length > 1 && char.IsAsciiDigit(rest[1]));
    }

    private readonly int SkipSpace(int at)
    {
        while (at < _text.Length && char.IsWhiteSpace(_text[at]))
            at++;
        return at;
    }

    private static char CloseOf(char quote) => quote == '\u201C' ? '\u201D' : quote;

    private static bool IsQuote(char c) => c is '"' or '\'' or '\u201C';
}
