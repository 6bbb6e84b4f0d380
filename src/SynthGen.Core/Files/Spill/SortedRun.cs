using System.Runtime.InteropServices;

namespace SynthGen.Files.Spill;

/// <summary>Ascending numbers without duplicates in a file.</summary>
/// <param name="File">The file.</param>
/// <param name="Start">The byte at which they begin.</param>
/// <param name="Count">How many there are.</param>
internal readonly record struct SortedRun(SpillFile File, long Start, long Count)
{
    /// <summary>Writes numbers as a run at the end of a file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="numbers">The numbers, ascending and without duplicates.</param>
    public static SortedRun Write(SpillFile file, ReadOnlySpan<ulong> numbers)
    {
        SortedRun run = new(file, file.Length, numbers.Length);
        file.Append(numbers);
        return run;
    }

    /// <summary>Reads the numbers.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public IEnumerable<ulong> Read()
    {
        for (SortedRunReader reader = new(this); !reader.IsAtEnd; reader.Advance())
            yield return reader.Current;
    }

    /// <summary>Merges two runs into a third at the end of another file.</summary>
    /// <param name="other">The other run.</param>
    /// <param name="file">The file.</param>
    /// <param name="cancellation">Cancels merging.</param>
    public SortedRun Merge(SortedRun other, SpillFile file, CancellationToken cancellation)
    {
        long start = file.Length;
        SortedRunReader one = new(this), two = new(other);
        ulong[] merged = new ulong[SortedRunReader.BufferLength];
        int held = 0;
        while (!one.IsAtEnd || !two.IsAtEnd)
        {
            ulong next;
            if (two.IsAtEnd || (!one.IsAtEnd && one.Current <= two.Current))
            {
                next = one.Current;
                if (!two.IsAtEnd && two.Current == next)
                    two.Advance();
                one.Advance();
            }
            else
            {
                next = two.Current;
                two.Advance();
            }

            merged[held++] = next;
            if (held == merged.Length)
                Store();
        }

        Store();
        return new SortedRun(file, start, (file.Length - start) / sizeof(ulong));

        void Store()
        {
            cancellation.ThrowIfCancellationRequested();
            file.Append<ulong>(merged.AsSpan(0, held));
            held = 0;
        }
    }
}

/// <summary>Reads a run from its beginning.</summary>
internal sealed class SortedRunReader
{
    /// <summary>How many numbers are read at a time.</summary>
    public const int BufferLength = 8 * 1024;

    private readonly SpillFile _file;
    private readonly ulong[] _buffer = new ulong[BufferLength];
    private long _place, _left;
    private int _next, _held;

    public SortedRunReader(SortedRun run)
    {
        (_file, _place, _left) = (run.File, run.Start, run.Count);
        Fill();
    }

    /// <summary>Whether all numbers were read.</summary>
    public bool IsAtEnd => _held == 0;

    /// <summary>The number that is next.</summary>
    public ulong Current => _buffer[_next];

    /// <summary>Moves to the next number.</summary>
    public void Advance()
    {
        if (++_next == _held)
            Fill();
    }

    /// <summary>Moves to the first number that is not below another one.</summary>
    public void AdvanceTo(ulong number)
    {
        while (_held > 0)
        {
            if (_buffer[_held - 1] < number)
            {
                Fill();
                continue;
            }

            while (_buffer[_next] < number)
                _next++;
            return;
        }
    }

    private void Fill()
    {
        _next = 0;
        _held = (int)Math.Min(_left, BufferLength);
        if (_held > 0 && _file.Read(MemoryMarshal.AsBytes(_buffer.AsSpan(0, _held)), _place) < _held * sizeof(ulong))
            throw new EndOfStreamException("A temporary file ends early.");
        _left -= _held;
        _place += _held * (long)sizeof(ulong);
    }
}
