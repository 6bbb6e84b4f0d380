using System.Text;
using System.Text.Json;
using SynthGen.Json;

namespace SynthGen.Generation.Replies;

/// <summary>
/// Finds rows in a reply that does not have the requested form: JSON within prose or a code fence, truncated, partly invalid,
/// or in another shape. Each row is read by itself, so that a bad one does not affect the others.
/// </summary>
internal ref struct ReplyScanner
{
    /// <summary>
    /// The maximum depth of the array of rows below the outermost object: {"arguments": {"queries": […]}}.
    /// </summary>
    private const int DeepestArray = 2;

    /// <summary>The maximum number of times that the contents of a broken row are read again as separate rows.</summary>
    private const int MostRetries = 16;

    private readonly ReadOnlySpan<char> _text;
    private readonly ReplyDraft _draft;
    private readonly ReplyRowReader _reader;
    private readonly StringBuilder _json = new();
    private int _at;
    private int _cutAt = -1;
    private int _retries;
    private bool _sawJson;

    /// <summary>Reads a text into a draft.</summary>
    public ReplyScanner(ReadOnlySpan<char> text, ReplyDraft draft)
    {
        _text = text.Trim();
        _draft = draft;
        _reader = new ReplyRowReader(draft);
    }

    /// <summary>Reads all rows.</summary>
    public void Read()
    {
        bool found = false;
        while (_text[_at..].IndexOfAny('{', '[') is >= 0 and int skip)
        {
            _at += skip;
            if (_text[_at] == '{')
                found |= ReadObject(level: 0, rowAllowed: true) is { } rows ? rows : IsLast();
            else if (!OpensRows())
                _at++;
            else
                found |= ReadRows() > 0 || IsLast();
        }

        if (!found && !_draft.HasComplaints)
            _draft.Complain(_sawJson ? ReplyError.NotAnArray : ReplyError.NoJson);
    }

    /// <summary>Whether a bracket opens rows rather than a remark in prose: [see below], [1].</summary>
    private readonly bool OpensRows()
    {
        ReadOnlySpan<char> after = _text[(_at + 1)..].TrimStart();
        return after.IsEmpty || after[0] is '{' or ']' || _text[.._at].IsWhiteSpace();
    }

    private readonly bool IsLast() => _text[_at..].TrimStart(" \t\r\n`.").IsEmpty;

    /// <summary>
    /// Reads an object that is a row or holds an array of rows. Returns whether it was one, or null if it has no
    /// members.
    /// </summary>
    private bool? ReadObject(int level, bool rowAllowed)
    {
        int start = _at++;
        bool found = false, isRow = false, isEmpty = true;
        while (true)
        {
            TolerantJson scanner = new(_text, _at, _json.Clear());
            scanner.SkipCommas();
            _at = scanner.At;
            if (scanner.IsAtEnd())
            {
                if (!isRow || found)
                    Cut();
                break;
            }

            if (_text[_at] is '}' or ']')
            {
                _at += _text[_at] == '}' ? 1 : 0;
                _sawJson = true;
                break;
            }

            ScanEnd end = scanner.ReadKey();
            _at = scanner.At;
            isEmpty = false;
            if (end == ScanEnd.Truncated)
                continue;
            if (end != ScanEnd.Complete)
                break;

            string key = _json.ToString(1, _json.Length - 2);
            isRow |= rowAllowed && ReplyKeys.IsOfRow(key);
            if (isRow && ReplyKeys.Has(ReplyKeys.Query, key))
                break;
            found |= ReadMember(key, level);
        }

        if (isRow && !found)
        {
            _at = start;
            ReadRow();
            return true;
        }

        return isEmpty && !found && _cutAt < 0 ? null : found;
    }

    /// <summary>Reads a member's value. Returns whether it holds rows, or could.</summary>
    private bool ReadMember(string key, int level)
    {
        TolerantJson scanner = new(_text, _at, _json.Clear());
        scanner.SkipBlank();
        _at = scanner.At;
        if (scanner.IsAtEnd())
            return false;

        bool ofRows = ReplyKeys.Has(ReplyKeys.Rows, key);
        if (_text[_at] == '[' && (ofRows || BeginsRow(_at + 1)))
        {
            ReadRows();
            return true;
        }

        if (_text[_at] == '{' && level < DeepestArray && !ReplyKeys.IsOfRow(key))
            return ReadObject(level + 1, rowAllowed: ofRows) ?? ofRows;

        ScanEnd end = scanner.ReadValue(ReplyParser.DeepestRow, inObject: true);
        _at = scanner.At;
        return end == ScanEnd.Complete && ofRows && _json.Equals("null");
    }

    /// <summary>Reads an array of rows. Returns the number of elements begun.</summary>
    private int ReadRows()
    {
        _at++;
        for (int count = 0; ; count++)
        {
            TolerantJson scanner = new(_text, _at, _json.Clear());
            scanner.SkipCommas();
            _at = scanner.At;
            if (scanner.IsAtEnd())
            {
                Cut();
                return count;
            }

            if (_text[_at] is ']' or '}')
            {
                _at += _text[_at] == ']' ? 1 : 0;
                return count;
            }

            ReadRow();
        }
    }

    private void ReadRow()
    {
        int row = _draft.Begin(), start = _at;
        TolerantJson scanner = new(_text, start, _json.Clear());
        ScanEnd end = scanner.ReadValue(ReplyParser.DeepestRow, inObject: false);
        _at = Math.Max(scanner.At, Math.Min(start + 1, _text.Length));
        if (end == ScanEnd.Complete && TryRead(row))
            return;

        // If a quotation mark stays open, the text read so far may hold the following rows.
        int next = NextRow(start + 1);
        if (next >= 0 && next < _at && _retries++ >= MostRetries)
            next = NextRow(_at);

        _at = next >= 0 ? next : _text.Length;
        if (next < 0)
            _cutAt = _at;
        _draft.Complain(row: row, fault: end switch
        {
            ScanEnd.TooDeep => ReplyError.TooDeep,
            ScanEnd.Truncated when next < 0 => ReplyError.Truncated,
            _ => ReplyError.BrokenRow,
        });
    }

    private readonly bool TryRead(int row)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(_json.ToString(), ReplyParser.Options);
            _reader.Read(document.RootElement, row);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>
    /// Returns the start of the next row: a brace after a comma or another row, with a row's member as its first; or
    /// −1.
    /// </summary>
    private readonly int NextRow(int from)
    {
        char last = '\0';
        for (int i = from; i < _text.Length; i++)
        {
            char c = _text[i];
            if (c == '{' && last is ',' or '}' && FirstKey(i) is { IsEmpty: false } key && ReplyKeys.BeginsRow(key))
                return i;
            if (!char.IsWhiteSpace(c))
                last = c;
        }

        return -1;
    }

    private readonly bool BeginsRow(int at)
    {
        ReadOnlySpan<char> rest = _text[at..].TrimStart();
        return !rest.IsEmpty && rest[0] == '{' && FirstKey(_text.Length - rest.Length) is { IsEmpty: false } key && ReplyKeys.IsOfRow(key);
    }

    /// <summary>Returns the first name within the object that begins at <paramref name="at"/>, if it is in quotes.</summary>
    private readonly ReadOnlySpan<char> FirstKey(int at)
    {
        ReadOnlySpan<char> rest = _text[(at + 1)..].TrimStart();
        if (rest.IsEmpty || rest[0] is not ('"' or '\''))
            return default;

        rest = rest[1..Math.Min(rest.Length, 32)];
        int end = rest.IndexOfAny('"', '\'');
        return end < 0 ? default : rest[..end];
    }

    private void Cut()
    {
        if (_cutAt != _at)
            _draft.Complain(ReplyError.Truncated);
        _cutAt = _at;
    }
}
