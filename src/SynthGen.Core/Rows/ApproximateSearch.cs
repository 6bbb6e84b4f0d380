using System.Buffers;

namespace SynthGen.Rows;

/// <summary>
/// Finds the part of a text with the smallest edit distance to a pattern: G. Myers, "A fast bit-vector algorithm for
/// approximate string matching based on dynamic programming" (J. ACM 46, 1999), in blocks of 64 rows as in H. Hyyrö
/// (Nordic J. Computing 10, 2003). Takes at most text × ⌈pattern / 64⌉ steps.
/// </summary>
internal static class ApproximateSearch
{
    private const int Rows = 64;

    /// <summary>A part of the text.</summary>
    /// <param name="Start">Its first character.</param>
    /// <param name="Length">Its length in characters.</param>
    /// <param name="Edits">The insertions, deletions and substitutions between the part and the pattern.</param>
    public readonly record struct Match(int Start, int Length, int Edits);

    /// <summary>
    /// Returns the part of the text that needs the fewest edits. Of equals the first to end wins, then the shortest.
    /// </summary>
    /// <param name="text">The text to search.</param>
    /// <param name="pattern">The pattern to find.</param>
    /// <param name="maximum">The maximum number of edits; less than the pattern's length.</param>
    /// <returns>The part, or null if every one needs more edits.</returns>
    public static Match? Find(ReadOnlySpan<char> text, ReadOnlySpan<char> pattern, int maximum)
    {
        if (pattern.IsEmpty || text.Length < pattern.Length - maximum)
            return null;

        (int last, int edits) = Scan(text, pattern, maximum, anchored: false);
        if (last < 0)
            return null;

        // The same search backwards from the end finds where the part begins.
        int reach = Math.Min(last + 1, pattern.Length + edits);
        char[] buffer = ArrayPool<char>.Shared.Rent(reach + pattern.Length);
        try
        {
            Span<char> before = buffer.AsSpan(0, reach), reversed = buffer.AsSpan(reach, pattern.Length);
            text.Slice(last + 1 - reach, reach).CopyTo(before);
            pattern.CopyTo(reversed);
            before.Reverse();
            reversed.Reverse();
            (int first, _) = Scan(before, reversed, edits, anchored: true);
            return new Match(last - first, first + 1, edits);
        }
        finally
        {
            ArrayPool<char>.Shared.Return(buffer);
        }
    }

    /// <summary>
    /// Returns the first end of a part with the fewest edits, or −1; anchored parts begin at the start of the text.
    /// </summary>
    /// <remarks>
    /// Only blocks that hold a cell of at most <paramref name="maximum"/> edits are computed (E. Ukkonen, "Finding approximate
    /// patterns in strings", J. Algorithms 6, 1985). Where text and pattern differ much, that is mostly the first block alone.
    /// </remarks>
    private static (int Last, int Edits) Scan(ReadOnlySpan<char> text, ReadOnlySpan<char> pattern, int maximum, bool anchored)
    {
        int count = (pattern.Length + Rows - 1) / Rows, active = Math.Min(count, maximum / Rows + 1);
        PatternMask mask = new(pattern, count);
        Block[] rented = ArrayPool<Block>.Shared.Rent(count);
        Span<Block> blocks = rented.AsSpan(0, count);
        for (int b = 0; b < active; b++)
            blocks[b] = Block.Begin(Math.Min((b + 1) * Rows, pattern.Length));

        int lastShift = (pattern.Length - 1) % Rows, best = maximum + 1, last = -1;
        for (int i = 0; i < text.Length; i++)
        {
            ReadOnlySpan<ulong> equal = mask.Of(text[i]);
            int carry = anchored ? 1 : 0;
            for (int b = 0; b < active; b++)
                carry = blocks[b].Advance(equal[b], carry, b == count - 1 ? lastShift : Rows - 1);

            int bottom = blocks[active - 1].Score;
            if (active == count && bottom < best)
                (best, last) = (bottom, i);

            if (active < count && bottom - carry < best && (carry < 0 || (equal[active] & 1) != 0))
            {
                int rows = Math.Min(Rows, pattern.Length - active * Rows);
                blocks[active] = Block.Begin(bottom - carry + rows);
                blocks[active].Advance(equal[active], carry, rows - 1);
                active++;
                if (active == count && blocks[active - 1].Score < best)
                    (best, last) = (blocks[active - 1].Score, i);
            }
            else
            {
                while (active > 1 && blocks[active - 1].Score >= best + Rows)
                    active--;
            }
        }

        ArrayPool<Block>.Shared.Return(rented);
        return (last, best);
    }

    /// <summary>64 rows of one column: where the value rises and falls downwards, and the value at the bottom.</summary>
    private struct Block
    {
        private ulong _rises;
        private ulong _falls;

        /// <summary>The edits at the last row.</summary>
        public int Score { get; private set; }

        /// <summary>Returns a block that rises by one each row, up to <paramref name="score"/>.</summary>
        public static Block Begin(int score) => new() { _rises = ulong.MaxValue, Score = score };

        /// <summary>Advances one column.</summary>
        /// <param name="equal">The rows whose character is the column's.</param>
        /// <param name="carry">The change of the row above: −1, 0 or 1.</param>
        /// <param name="shift">The last row that counts.</param>
        /// <returns>The change of that row.</returns>
        public int Advance(ulong equal, int carry, int shift)
        {
            ulong up = _rises, down = _falls, rise = carry > 0 ? 1UL : 0UL, fall = carry < 0 ? 1UL : 0UL;
            ulong vertical = equal | down;
            equal |= fall;
            ulong horizontal = (((equal & up) + up) ^ up) | equal;
            ulong plus = down | ~(horizontal | up), minus = up & horizontal;
            int change = (int)((plus >> shift) & 1) - (int)((minus >> shift) & 1);
            plus = (plus << 1) | rise;
            minus = (minus << 1) | fall;
            _rises = minus | ~(vertical | plus);
            _falls = plus & vertical;
            Score += change;
            return change;
        }
    }
}
