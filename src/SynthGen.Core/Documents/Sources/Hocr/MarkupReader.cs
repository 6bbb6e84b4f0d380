using System.Net;

namespace SynthGen.Documents.Sources.Hocr;

/// <summary>The kinds of things in HTML.</summary>
internal enum MarkupKind
{
    /// <summary>The document has ended.</summary>
    End,

    /// <summary>A piece of text.</summary>
    Text,

    /// <summary>The tag that opens an element.</summary>
    Open,

    /// <summary>The tag that closes an element.</summary>
    Close,
}

/// <summary>
/// Reads HTML as a stream of tags and text, whether it is well-formed or not. Comments, declarations, scripts and style
/// sheets are left out.
/// </summary>
/// <param name="reader">The document; left open.</param>
internal sealed class MarkupReader(TextReader reader)
{
    // A tag that does not end within that is text with a stray "<".
    private const int MaxTagLength = 1 << 16;

    private char[] _buffer = new char[1 << 17];
    private int _start;
    private int _end;
    private bool _isWhole;
    private string _tag = "";

    /// <summary>The line that has been reached, from 1.</summary>
    public long Line { get; private set; } = 1;

    /// <summary>The name of the tag, in small letters.</summary>
    public string Name { get; private set; } = "";

    /// <summary>The text.</summary>
    public string Text { get; private set; } = "";

    /// <summary>Whether the document has ended within a tag.</summary>
    public bool IsCut { get; private set; }

    /// <summary>Reads the next thing.</summary>
    public MarkupKind Read()
    {
        while (true)
        {
            if (_start == _end && !Fill())
                return MarkupKind.End;
            if (_buffer[_start] != '<')
                return ReadText(0);
            if (StartsWith("<!--"))
            {
                SkipPast("-->");
            }
            else if (StartsWith("<![CDATA["))
            {
                Take(9);
                Text = TakePast("]]>");
                return MarkupKind.Text;
            }
            else if (Next(1) is '!' or '?')
            {
                SkipPast(">");
            }
            else if (Next(1) == '/' || char.IsAsciiLetter(Next(1)))
            {
                int length = FindTagEnd();
                if (length < 0)
                {
                    IsCut |= _isWhole;
                    return ReadText(1);
                }

                MarkupKind kind = ReadTag(length);
                if (kind != MarkupKind.Open || Name is not ("script" or "style"))
                    return kind;
                SkipPast($"</{Name}");
            }
            else
            {
                return ReadText(1);
            }
        }
    }

    /// <summary>The value of an attribute of the tag; null if it has none.</summary>
    public string? Attribute(string name)
    {
        ReadOnlySpan<char> rest = _tag;
        while (true)
        {
            int at = rest.IndexOf(name, StringComparison.OrdinalIgnoreCase);
            if (at < 0)
                return null;
            bool isWhole = at > 0 && (char.IsWhiteSpace(rest[at - 1]) || rest[at - 1] is '"' or '\'');
            rest = rest[(at + name.Length)..];
            ReadOnlySpan<char> value = rest.TrimStart();
            if (!isWhole || value is not ['=', ..])
                continue;

            value = value[1..].TrimStart();
            bool isQuoted = value is ['"' or '\'', ..];
            int end = isQuoted ? QuoteEnd(value[1..], value[0]) : value.IndexOfAny(" \t\r\n>");
            value = isQuoted ? value[1..] : value;
            return WebUtility.HtmlDecode((end < 0 ? value : value[..end]).ToString());
        }
    }

    // A name of an image may hold the quote that is around it, as in 'image "it's.png"'.
    private static int QuoteEnd(ReadOnlySpan<char> value, char quote)
    {
        for (int end = 0; end < value.Length; end++)
        {
            if (value[end] == quote && (end + 1 == value.Length || char.IsWhiteSpace(value[end + 1]) || value[end + 1] == '/'))
                return end;
        }

        return value.IndexOf(quote);
    }

    // The text up to the next tag. An entity is not cut in two by the buffer's end.
    private MarkupKind ReadText(int from)
    {
        int length;
        while ((length = _buffer.AsSpan((_start + from).._end).IndexOf('<')) < 0 && _end - _start < MaxTagLength && Fill())
        {
        }

        length = length < 0 ? _end - _start : length + from;
        if (_start + length == _end && !_isWhole && _buffer.AsSpan(_start, length).LastIndexOf('&') is > 0 and int entity && length - entity < 32)
            length = entity;
        Text = WebUtility.HtmlDecode(new string(_buffer, _start, length));
        Take(length);
        return MarkupKind.Text;
    }

    private MarkupKind ReadTag(int length)
    {
        ReadOnlySpan<char> tag = _buffer.AsSpan(_start + 1, length - 2);
        bool closes = tag is ['/', ..];
        tag = closes ? tag[1..] : tag;
        int end = tag.IndexOfAny(" \t\r\n/>");
        Name = (end < 0 ? tag : tag[..end]).ToString().ToLowerInvariant();
        _tag = closes || end < 0 ? "" : tag[end..].ToString();
        bool isEmpty = _tag.EndsWith('/') && Name is not ("div" or "span" or "p");
        Take(length);
        return closes ? MarkupKind.Close : isEmpty && Name != "br" ? MarkupKind.Text : MarkupKind.Open;
    }

    private int FindTagEnd()
    {
        while (true)
        {
            ReadOnlySpan<char> held = _buffer.AsSpan(_start.._end);
            char quote = '\0';
            for (int i = 1; i < held.Length; i++)
            {
                char c = held[i];
                if (c == '>' && quote == '\0')
                    return i + 1;
                if (quote == c)
                    quote = '\0';
                else if (quote == '\0' && c is '"' or '\'' && held[..i].TrimEnd() is [.., '='])
                    quote = c;
            }

            // Filling moves what is held.
            if (held.Length >= MaxTagLength || !Fill())
                return _buffer.AsSpan(_start.._end).IndexOf('>') + 1 is > 0 and int unquoted ? unquoted : -1;
        }
    }

    private bool StartsWith(string text)
    {
        while (_end - _start < text.Length && Fill())
        {
        }

        return _buffer.AsSpan(_start.._end).StartsWith(text);
    }

    private char Next(int offset) => _start + offset < _end || Fill() && _start + offset < _end ? _buffer[_start + offset] : '\0';

    private void SkipPast(string text)
    {
        while (true)
        {
            int at = _buffer.AsSpan(_start.._end).IndexOf(text, StringComparison.OrdinalIgnoreCase);
            if (at >= 0)
            {
                Take(at + text.Length);
                return;
            }

            Take(Math.Max(0, _end - _start - text.Length));
            if (!Fill())
            {
                Take(_end - _start);
                return;
            }
        }
    }

    private string TakePast(string text)
    {
        int at;
        while ((at = _buffer.AsSpan(_start.._end).IndexOf(text)) < 0 && Fill())
        {
        }

        string taken = new(_buffer, _start, at < 0 ? _end - _start : at);
        Take(at < 0 ? _end - _start : at + text.Length);
        return taken;
    }

    private void Take(int length)
    {
        Line += _buffer.AsSpan(_start, length).Count('\n');
        _start += length;
    }

    private bool Fill()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start.._end).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }

        if (_end == _buffer.Length)
        {
            if (_buffer.Length >= 1 << 26)
                throw new SourceException($"Line {Line} begins a part that does not end.", "Check that the document is whole.");
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        int read = reader.Read(_buffer, _end, _buffer.Length - _end);
        _isWhole = read == 0;
        _end += read;
        return read > 0;
    }
}
