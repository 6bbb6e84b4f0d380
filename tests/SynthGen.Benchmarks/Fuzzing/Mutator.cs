using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace SynthGen.Benchmarks.Fuzzing;

/// <summary>Changes inputs: bits, numbers, pieces, lengths, depth. The same seed changes in the same way.</summary>
/// <param name="target">Whose samples and pieces are used.</param>
/// <param name="seed">The seed.</param>
internal sealed class Mutator(FuzzTarget target, int seed)
{
    private const int LatestShare = 32;

    private static readonly long[] Borders =
    [
        0, 1, -1, 2, 16, 127, 128, 255, 256, 4095, 4096, 32767, 32768, 65535, 65536, 1_000_000, int.MaxValue, (long)int.MaxValue + 1, int.MinValue, uint.MaxValue,
        (long)uint.MaxValue + 1, long.MaxValue, long.MinValue,
    ];

    private static readonly string[] Numbers = ["0", "-1", "1e999", "-1e-999", "2147483648", "9223372036854775808", "0.1", "00", "1E+400", "99999999999999999999999999999999999999"];
    private static readonly (string Open, string Close)[] Brackets = [("[", "]"), ("{\"a\":", "}"), ("(", ")"), ("\"", "\""), ("<think>", "</think>"), ("{\"anyOf\":[", "]}")];

    private readonly Random _random = new(seed);
    private readonly List<byte[]> _inputs = [.. target.Samples];

    // Long inputs are slow, and show little that short ones do not.
    private readonly int _longest = Math.Max(1 << 16, 2 * target.Samples.Max(sample => sample.Length)), _longestKept = Math.Max(1 << 13, target.Samples.Max(sample => sample.Length));

    /// <summary>The number of inputs that others are made of.</summary>
    public int Count => _inputs.Count;

    /// <summary>Keeps an input that showed something new.</summary>
    public void Keep(byte[] input)
    {
        if (input.Length <= _longestKept)
            _inputs.Add(input);
    }

    /// <summary>Makes an input.</summary>
    public byte[] Next()
    {
        byte[] input = Parent();
        for (int times = 1 << _random.Next(5); times > 0; times--)
            input = target.KeepsLength && _random.Next(20) > 0 ? ChangeInPlace(input) : Change(input);
        return input.Length > _longest ? input[.._longest] : input;
    }

    private byte[] Parent() => _inputs[_random.Next(2) == 0 ? _random.Next(_inputs.Count) : Math.Max(0, _inputs.Count - 1 - _random.Next(LatestShare))];

    private byte[] ChangeInPlace(byte[] input)
    {
        byte[] changed = [.. input];
        if (changed.Length == 0)
            return changed;

        // Files have runs of zeros, where changes mean little.
        int at = _random.Next(changed.Length);
        for (int tries = 0; changed[at] == 0 && tries < 8; tries++)
            at = _random.Next(changed.Length);
        Span<byte> rest = changed.AsSpan(at);
        switch (_random.Next(5))
        {
            case 0:
                rest[0] ^= (byte)(1 << _random.Next(8));
                break;
            case 1:
                rest[0] = (byte)_random.Next(256);
                break;
            case 2:
                rest[0] = (byte)(rest[0] + _random.Next(-8, 9));
                break;
            case 3:
                WriteBorder(rest);
                break;
            default:
                byte[] other = Parent();
                ReadOnlySpan<byte> piece = Range(other);
                piece[..Math.Min(piece.Length, rest.Length)].CopyTo(rest);
                break;
        }

        return changed;
    }

    private byte[] Change(byte[] input)
    {
        int at = _random.Next(input.Length + 1);
        switch (_random.Next(11))
        {
            case 0:
                return input[..at];
            case 1:
                return Replace(input, at, Length(input, at), []);
            case 2:
                return Replace(input, at, 0, Range(input));
            case 3:
                return Replace(input, at, 0, Piece());
            case 4:
                return Replace(input, at, Length(input, at), Piece());
            case 5:
                return Replace(input, at, Length(input, at), Range(Parent()));
            case 6:
                return Repeat(input, at);
            case 7:
                return Nest(input, at);
            case 8:
                return ReplaceNumber(input, at);
            case 9:
                return ReplaceText(input, at);
            default:
                return ChangeInPlace(input);
        }
    }

    private byte[] Repeat(byte[] input, int at)
    {
        ReadOnlySpan<byte> piece = _random.Next(2) == 0 ? Piece() : Range(input);
        int most = _random.Next(50) == 0 ? _longest : 1024;
        byte[] repeated = new byte[_random.Next(1, 2 + most / Math.Max(1, piece.Length)) * piece.Length];
        for (int i = 0; i < repeated.Length; i += piece.Length)
            piece[..Math.Min(piece.Length, repeated.Length - i)].CopyTo(repeated.AsSpan(i));
        return Replace(input, at, 0, repeated);
    }

    private byte[] Nest(byte[] input, int at)
    {
        (string open, string close) = Brackets[_random.Next(Brackets.Length)];
        int depth = 1 << _random.Next(_random.Next(20) == 0 ? 16 : 8), length = Length(input, at);
        string before = string.Concat(Enumerable.Repeat(open, depth)), after = _random.Next(4) == 0 ? "" : string.Concat(Enumerable.Repeat(close, depth));
        return Replace(input, at, length, [.. Encoding.UTF8.GetBytes(before), .. input.AsSpan(at, length), .. Encoding.UTF8.GetBytes(after)]);
    }

    private byte[] ReplaceNumber(byte[] input, int at)
    {
        int start = Find(input, at, (byte)'0', (byte)'9');
        int end = start;
        while (end < input.Length && input[end] is >= (byte)'0' and <= (byte)'9')
            end++;
        string number = _random.Next(2) == 0 ? Numbers[_random.Next(Numbers.Length)] : Borders[_random.Next(Borders.Length)].ToString(CultureInfo.InvariantCulture);
        return Replace(input, start, end - start, Encoding.UTF8.GetBytes(number));
    }

    // What stands in quotation marks becomes another such text, or another value.
    private byte[] ReplaceText(byte[] input, int at)
    {
        (int start, int length) = Quoted(input, at);
        byte[] other = Parent();
        (int from, int taken) = Quoted(other, _random.Next(other.Length + 1));
        return Replace(input, start, length, _random.Next(3) == 0 ? Piece() : other.AsSpan(from, taken));
    }

    private static (int Start, int Length) Quoted(byte[] input, int at)
    {
        int start = Find(input, at, (byte)'"', (byte)'"'), end = start + 1;
        while (end < input.Length && (input[end] != '"' || input[end - 1] == '\\'))
            end++;
        return (start, Math.Min(end + 1, input.Length) - start);
    }

    private static int Find(byte[] input, int at, byte least, byte most) =>
        input.AsSpan(at).IndexOfAnyInRange(least, most) is >= 0 and int found ? at + found : at;

    private void WriteBorder(Span<byte> rest)
    {
        long number = Borders[_random.Next(Borders.Length)];
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        int length = Math.Min(1 << _random.Next(4), rest.Length);
        if (_random.Next(2) == 0)
        {
            BinaryPrimitives.WriteInt64LittleEndian(bytes, number);
            bytes[..length].CopyTo(rest);
        }
        else
        {
            BinaryPrimitives.WriteInt64BigEndian(bytes, number);
            bytes[^length..].CopyTo(rest);
        }
    }

    private ReadOnlySpan<byte> Piece() => target.Pieces.Count == 0 ? [(byte)_random.Next(256)] : target.Pieces[_random.Next(target.Pieces.Count)];

    private ReadOnlySpan<byte> Range(byte[] input)
    {
        int at = _random.Next(input.Length + 1);
        return input.AsSpan(at, Length(input, at));
    }

    private int Length(byte[] input, int at) => Math.Min(input.Length - at, _random.Next(_random.Next(3) == 0 ? 400 : 16));

    private static byte[] Replace(byte[] input, int at, int length, ReadOnlySpan<byte> with) => [.. input.AsSpan(0, at), .. with, .. input.AsSpan(at + length)];
}
