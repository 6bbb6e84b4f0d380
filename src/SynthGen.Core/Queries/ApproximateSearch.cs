using System.Buffers;

namespace SynthGen.Queries;

/// <summary>
/// Finds where a text comes nearest to a pattern by edit distance: G. Myers, "A fast bit-vector algorithm for approximate
/// string matching based on dynamic programming" (J. ACM 46, 1999), in blocks of 64 rows as H. Hyyrö gives it (Nordic
/// J. Computing 10, 2003). Takes text × ⌈pattern / 64⌉ steps, whatever the input.
/// </summary>
internal static class ApproximateSearch
{
    /// <summary>A part of the text.</summary>
    /// <param name="Start">Its first character.</param>
    /// <param name="Length">Its length in characters.</param>
    /// <param name="Edits">How many insertions, deletions and substitutions lie between it and the pattern.</param>
    public readonly record struct Match(int Start, int Length, int Edits);

    /// <summary>The part of the text that needs the fewest edits; of equals the first that ends, and of these the shortest.</summary>
    /// <param name="text">What is searched.</param>
    /// <param name="pattern">What is searched for.</param>
    /// <param name="maximum">The most edits that there may be; less than the pattern's length.</param>
    /// <returns>The part, or null if every one needs more edits.</returns>
    public static Match? Find(ReadOnlySpan<char> text, ReadOnlySpan<char> pattern, int maximum)
    {
        if (pattern.IsEmpty || text.Length < pattern.Length - maximum)
            return null;

        (int last, int edits) = Scan(text, pattern, maximum, anchored: false);
        if (last < 0)
            return null;

        // Backwards from where it ends, the pattern meets its own beginning.
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

    /// <summary>The first end of a part with the fewest edits, or −1; anchored parts begin where the text does.</summary>
    private static (int Last, int Edits) Scan(ReadOnlySpan<char> text, ReadOnlySpan<char> pattern, int maximum, bool anchored)
    {
        int blocks = (pattern.Length + 63) / 64;
        PatternMask mask = new(pattern, blocks);
        ulong[] rented = ArrayPool<ulong>.Shared.Rent(2 * blocks);
        Span<ulong> plus = rented.AsSpan(0, blocks), minus = rented.AsSpan(blocks, blocks);
        plus.Fill(ulong.MaxValue);
        minus.Clear();

        int shift = (pattern.Length - 1) & 63, score = pattern.Length, best = maximum + 1, last = -1;
        for (int i = 0; i < text.Length; i++)
        {
            ReadOnlySpan<ulong> equal = mask.Of(text[i]);
            ulong plusIn = anchored ? 1UL : 0UL, minusIn = 0, plusRow = 0, minusRow = 0;
            for (int b = 0; b < equal.Length; b++)
            {
                ulong vp = plus[b], vm = minus[b], eq = equal[b];
                ulong xv = eq | vm;
                eq |= minusIn;
                ulong xh = (((eq & vp) + vp) ^ vp) | eq;
                plusRow = vm | ~(xh | vp);
                minusRow = vp & xh;
                ulong hp = (plusRow << 1) | plusIn, hm = (minusRow << 1) | minusIn;
                plusIn = plusRow >> 63;
                minusIn = minusRow >> 63;
                plus[b] = hm | ~(xv | hp);
                minus[b] = hp & xv;
            }

            score += (int)((plusRow >> shift) & 1) - (int)((minusRow >> shift) & 1);
            if (score < best)
                (best, last) = (score, i);
        }

        ArrayPool<ulong>.Shared.Return(rented);
        return (last, best);
    }
}
