using System.Text.Json;

namespace SynthGen.Json;

/// <summary>A value that stands at one of the paths that a <see cref="JsonStream"/> looks for, or the end of an outermost object.</summary>
/// <param name="Path">The path's place in the list of paths; -1 at the end of an outermost object.</param>
/// <param name="Value">The value, valid until the next one is read.</param>
/// <param name="Line">The line of the text on which it begins, from 1.</param>
internal readonly record struct JsonPiece(int Path, JsonElement Value, long Line)
{
    /// <summary>Whether an outermost object ends here.</summary>
    public bool IsEnd => Path < 0;
}

/// <summary>
/// Reads the values at given paths out of JSON of any length, one at a time: only the current one is in memory. One value,
/// several after one another, and a list of values are the same.
/// </summary>
internal sealed class JsonStream : IDisposable
{
    /// <summary>The maximum length of a value in bytes.</summary>
    public const int MaxValueLength = 1 << 29;

    private readonly Stream _stream;
    private readonly JsonPaths _paths;
    private readonly Stack<Level> _levels = new();
    private JsonReaderState _state = new(new JsonReaderOptions { AllowMultipleValues = true, MaxDepth = JsonLine.MaximumDepth });
    private byte[] _buffer = new byte[1 << 16];
    private int _start;
    private int _end;
    private bool _isLast;
    private bool _isBegun;
    private long _line = 1;
    private ulong _next;
    private JsonDocument? _value;

    /// <summary>Begins to read.</summary>
    /// <param name="stream">The text in UTF-8, with or without a byte order mark.</param>
    /// <param name="paths">The paths, as in "blocks/*"; see <see cref="JsonPaths"/>.</param>
    public JsonStream(Stream stream, JsonPaths paths) => (_stream, _paths) = (stream, paths);

    /// <summary>Reads on to the next value.</summary>
    /// <returns>False at the end of the text.</returns>
    /// <exception cref="JsonException">The text is not JSON, or a value is too long.</exception>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    public bool Read(out JsonPiece piece)
    {
        _value?.Dispose();
        _value = null;
        while (true)
        {
            if (!_isBegun)
                Fill();
            Utf8JsonReader reader = new(_buffer.AsSpan(_start.._end), _isLast, _state);
            bool isFound = TryFind(ref reader, out piece);
            int used = (int)reader.BytesConsumed;
            _line += _buffer.AsSpan(_start, used).Count((byte)'\n');
            _start += used;
            _state = reader.CurrentState;
            if (isFound)
                return true;
            if (_isLast)
                return false;
            Fill();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _value?.Dispose();

    // Reads tokens up to a wanted value, or as far as the bytes reach.
    private bool TryFind(ref Utf8JsonReader reader, out JsonPiece piece)
    {
        piece = default;
        while (true)
        {
            Level level = _levels.Count > 0 ? _levels.Peek() : Level.Outside;
            ulong mask = level.Kind == LevelKind.Object ? _next : level.ChildMask;
            int wanted = level.Kind is LevelKind.Object or LevelKind.Array ? _paths.EndingAt(mask, level.Depth + 1) : -1;
            if (wanted >= 0 && reader.TokenType == JsonTokenType.PropertyName || wanted >= 0 && level.Kind == LevelKind.Array)
            {
                Utf8JsonReader before = reader;
                if (!reader.Read())
                    return false;
                if (reader.TokenType != JsonTokenType.EndArray)
                {
                    long line = _line + _buffer.AsSpan(_start, (int)reader.TokenStartIndex).Count((byte)'\n');
                    if (!JsonDocument.TryParseValue(ref reader, out _value))
                    {
                        reader = before;
                        return false;
                    }

                    piece = new JsonPiece(wanted, _value.RootElement, line);
                    return true;
                }
            }
            else if (!reader.Read())
            {
                return false;
            }

            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    // No producer escapes the letters of a name.
                    _next = level.Mask == 0 || reader.ValueIsEscaped ? 0 : _paths.Below(level.Mask, level.Depth, reader.ValueSpan);
                    break;
                case JsonTokenType.StartObject:
                    _levels.Push(level.IsOutermost ? new Level(LevelKind.Object, _paths.All, 0, 0, true) : new Level(LevelKind.Object, mask, 0, level.Depth + 1, false));
                    break;
                case JsonTokenType.StartArray when level.Kind == LevelKind.Outside:
                    _levels.Push(new Level(LevelKind.List, 0, 0, 0, false));
                    break;
                case JsonTokenType.StartArray:
                    ulong inside = level.Kind == LevelKind.List ? 0 : mask;
                    _levels.Push(new Level(LevelKind.Array, inside, _paths.Below(inside, level.Depth + 1, default), level.Depth + 1, false));
                    break;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    if (_levels.Pop().IsRoot)
                    {
                        piece = new JsonPiece(-1, default, _line);
                        return true;
                    }

                    break;
            }
        }
    }

    private void Fill()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start.._end).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }

        if (_end == _buffer.Length)
        {
            if (_buffer.Length >= MaxValueLength)
                throw new JsonException($"A value is longer than {MaxValueLength:N0} bytes.", null, _line - 1, 0);
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        int read = _stream.ReadAtLeast(_buffer.AsSpan(_end), _isBegun ? 1 : 3, throwOnEndOfStream: false);
        _end += read;
        _isLast = read == 0;
        if (!_isBegun && _buffer.AsSpan(0, _end).StartsWith("\uFEFF"u8))
            _start = 3;
        _isBegun = true;
    }

    private enum LevelKind
    {
        Outside,
        List,
        Object,
        Array,
    }

    // Mask: the paths that lead here. ChildMask: those that lead to the elements of an array.
    private readonly record struct Level(LevelKind Kind, ulong Mask, ulong ChildMask, int Depth, bool IsRoot)
    {
        public static readonly Level Outside = new(LevelKind.Outside, 0, 0, 0, false);

        public bool IsOutermost => Kind is LevelKind.Outside or LevelKind.List;
    }
}
