namespace SynthGen.Documents.Measures;

/// <summary>The lines on one side of a gutter.</summary>
internal sealed class ColumnText
{
    private const int MinLines = 8;

    private readonly List<int> _lengths = [];
    private int _small, _ended, _figures, _stops;

    /// <summary>The number of lines.</summary>
    public int Lines => _lengths.Count;

    /// <summary>
    /// Whether the lines are a running text: most fill the column, few end in a stop or a figure, but one at least holds a stop,
    /// and a quarter begin with a small letter (in German nearly half do, elsewhere most).
    /// </summary>
    public bool RunsOn
    {
        get
        {
            if (Lines < MinLines)
                return false;
            _lengths.Sort();
            // The longest line may be an exception.
            int full = _lengths[^((Lines / 10) + 1)] * 3 / 4;
            return _lengths.Count(length => length >= full) * 3 >= Lines * 2 && _small * 4 >= Lines && _ended * 2 <= Lines &&
                _figures * 4 <= Lines && _stops > 0;
        }
    }

    /// <summary>Adds a line, trimmed.</summary>
    public void Add(ReadOnlySpan<char> line)
    {
        _lengths.Add(line.Length);
        _small += char.IsLetter(line[0]) && !char.IsUpper(line[0]) ? 1 : 0;
        _ended += line[^1] is '.' or ':' or ';' or '!' or '?' or ')' or '_' ? 1 : 0;
        _stops += line[^1] == '.' || line.Contains(". ", StringComparison.Ordinal) ? 1 : 0;
        _figures += char.IsDigit(line[^1]) ? 1 : 0;
    }
}
