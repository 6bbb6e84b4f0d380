using System.Buffers;
using SynthGen.Json;

namespace SynthGen.Files;

/// <summary>
/// Splits a stream that is one JSON array into its elements, of up to <see cref="JsonLine.MaximumLength"/> bytes, without holding
/// more than one of them. Line feeds between the tokens of an element become blanks, so that it fits on a line.
/// </summary>
/// <param name="stream">The file, decompressed, which begins as <see cref="Begins"/> says; left open.</param>
internal sealed class JsonArraySource(Stream stream)
{
    private static readonly SearchValues<byte> InText = SearchValues.Create("\"\\"u8);
    private static readonly SearchValues<byte> Outside = SearchValues.Create("\"{}[],\r\n"u8);

    private readonly byte[] _buffer = new byte[256 * 1024];
    private int _at, _end;

    /// <summary>Whether a file begins as an array of objects.</summary>
    /// <param name="beginning">Its first bytes.</param>
    public static bool Begins(ReadOnlySpan<byte> beginning)
    {
        ReadOnlySpan<byte> text = (beginning.StartsWith("\uFEFF"u8) ? beginning[3..] : beginning).TrimStart(" \t\r\n"u8);
        return text is [(byte)'[', ..] && text[1..].TrimStart(" \t\r\n"u8) is [(byte)'{', ..];
    }

    /// <summary>
    /// Reads the elements with their numbers, from 1; each is valid until the next one is read. An element that is too long is
    /// returned without its bytes.
    /// </summary>
    /// <exception cref="InvalidDataException">The array does not end, or something stands behind it.</exception>
    public IEnumerable<(long Number, ReadOnlyMemory<byte> Element, bool TooLong)> Read()
    {
        // A byte order mark may precede the bracket.
        while (Peek() is >= 0 and not '[')
            _at++;
        _at++;
        ArrayBufferWriter<byte> element = new(4096);
        bool goesOn = true;
        for (long number = 1; goesOn; number++)
        {
            element.ResetWrittenCount();
            SkipBlanks();
            bool tooLong = ReadElement(element, number);
            goesOn = _buffer[_at++] switch
            {
                (byte)',' => true,
                (byte)']' => false,
                _ => throw new InvalidDataException($"Behind element {number} of the array there is neither a comma nor the end."),
            };
            yield return (number, tooLong ? default : element.WrittenMemory.TrimEnd(" \t"u8), tooLong);
        }

        SkipBlanks();
        if (Peek() >= 0)
            throw new InvalidDataException("Something stands behind the end of the array.");
    }

    // Up to the comma or bracket behind the element.
    private bool ReadElement(ArrayBufferWriter<byte> element, long number)
    {
        bool inText = false, tooLong = false;
        for (int depth = 0; ;)
        {
            if (Peek() < 0)
                throw new InvalidDataException($"The array ends within its element {number}, or without the bracket that closes it.");

            ReadOnlySpan<byte> rest = _buffer.AsSpan(_at, _end - _at);
            int next = rest.IndexOfAny(inText ? InText : Outside);
            int length = next < 0 ? rest.Length : next;
            Add(rest[..length]);
            _at += length;
            if (next < 0)
                continue;

            byte found = rest[next];
            if (!inText && depth == 0 && found is (byte)',' or (byte)']' or (byte)'}')
                return tooLong;
            depth += inText ? 0 : found is (byte)'{' or (byte)'[' ? 1 : found is (byte)'}' or (byte)']' ? -1 : 0;
            _at++;
            Add(found is (byte)'\r' or (byte)'\n' ? " "u8 : [found]);
            if (found == '"')
                inText = !inText;
            else if (found == '\\' && Peek() >= 0)
                Add([_buffer[_at++]]);
        }

        void Add(ReadOnlySpan<byte> bytes)
        {
            tooLong |= element.WrittenCount + bytes.Length > JsonLine.MaximumLength;
            if (!tooLong)
                element.Write(bytes);
        }
    }

    private void SkipBlanks()
    {
        while (Peek() is ' ' or '\t' or '\r' or '\n')
            _at++;
    }

    // The next byte; -1 at the end.
    private int Peek()
    {
        if (_at == _end)
            (_at, _end) = (0, stream.Read(_buffer));
        return _at < _end ? _buffer[_at] : -1;
    }
}
