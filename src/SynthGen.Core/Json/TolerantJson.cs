using System.Text;
using System.Text.Json;

namespace SynthGen.Json;

/// <summary>How reading a value ended.</summary>
internal enum ScanEnd
{
    /// <summary>The value was read whole.</summary>
    Complete,

    /// <summary>The text ended within it.</summary>
    Truncated,

    /// <summary>The value cannot be read even by the tolerant rules.</summary>
    Broken,

    /// <summary>It is nested too deeply.</summary>
    TooDeep,
}

/// <summary>
/// Reads JSON as models write it and writes valid JSON. It accepts comments, missing, doubled and trailing commas, missing
/// closing brackets, single and typographic quotes, names without quotes, quotation marks and control characters in
/// strings, invalid escapes, NaN and None. Valid JSON comes out unchanged. Each character is read a few times at most.
/// </summary>
internal ref struct TolerantJson
{
    private readonly ReadOnlySpan<char> _text;
    private readonly StringBuilder _json;

    /// <summary>Starts to read at <paramref name="at"/>; the result is appended to <paramref name="json"/>.</summary>
    public TolerantJson(ReadOnlySpan<char> text, int at, StringBuilder json)
    {
        _text = text;
        _json = json;
        At = at;
    }

    /// <summary>The position of the next character, or the position at which reading failed.</summary>
    public int At { get; private set; }

    private readonly bool IsDone => At >= _text.Length;

    /// <summary>Parses a text that holds one value with at most <paramref name="depth"/> levels.</summary>
    public static bool TryParse(string text, int depth, out object? value)
    {
        StringBuilder json = new(text.Length);
        TolerantJson scanner = new(text, 0, json);
        value = null;
        if (scanner.ReadValue(depth, inObject: false) != ScanEnd.Complete)
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

    /// <summary>Whether the text ends here; a closing code fence counts as the end.</summary>
    public readonly bool IsAtEnd() => IsDone || _text[At..].StartsWith("```", StringComparison.Ordinal);

    /// <summary>Reads a value.</summary>
    /// <param name="depth">The maximum number of levels.</param>
    /// <param name="inObject">Whether another member of an object can follow the value.</param>
    public ScanEnd ReadValue(int depth, bool inObject)
    {
        SkipBlank();
        if (IsAtEnd())
            return ScanEnd.Truncated;

        char c = _text[At];
        if (c is '{' or '[')
            return depth == 0 ? ScanEnd.TooDeep : c == '{' ? ReadObject(depth - 1) : ReadArray(depth - 1);
        return TolerantString.IsQuote(c) ? ReadString(isKey: false, inObject) : ReadWord();
    }

    /// <summary>Reads a member's name and the colon after it; writes the name with its quotes, without the colon.</summary>
    public ScanEnd ReadKey()
    {
        if (TolerantString.IsQuote(_text[At]))
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

            // A ] in the place of a }: the } is missing, and the ] closes the surrounding list.
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
        TolerantString reader = new(_text, At, _json);
        ScanEnd end = reader.Read(isKey, inObject);
        At = reader.At;
        return end;
    }

    private ScanEnd ReadWord()
    {
        int start = At;
        while (!IsDone && (char.IsLetterOrDigit(_text[At]) || _text[At] is '+' or '-' or '.' or '_'))
            At++;

        if (TolerantWord.ToJson(_text[start..At]) is not { } word)
            return IsDone ? ScanEnd.Truncated : ScanEnd.Broken;

        _json.Append(word);
        return ScanEnd.Complete;
    }
}
