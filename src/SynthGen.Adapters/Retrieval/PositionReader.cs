namespace SynthGen.Adapters.Retrieval;

/// <summary>Goes through the pages of a word, and reads its positions on those that are asked for.</summary>
/// <param name="word">The word, with its counts and positions.</param>
/// <param name="lengths">The pages' numbers of words.</param>
internal sealed class PositionReader(PostingList word, int[] lengths)
{
    private int[] _positions = new int[16];
    private int _at, _offset;

    /// <summary>Reads the positions on a page with the word, a later one than before.</summary>
    /// <returns>The positions, rising; the next call overwrites them.</returns>
    /// <exception cref="InvalidDataException">The index is damaged.</exception>
    public ReadOnlySpan<int> Read(int page)
    {
        (int[] pages, int[] counts, byte[] bytes) = (word.Pages, word.Counts, word.Positions!);
        int skipped = 0;
        for (; pages[_at] < page; _at++)
            skipped += counts[_at];
        PostingFormat.Skip(bytes, ref _offset, skipped);
        int count = counts[_at++], position = -1;

        // A number is a byte or more: what a damaged index claims is not reserved.
        if (count > bytes.Length - _offset)
            throw PageDatabase.Damaged("the positions of a word are too few");
        if (count > _positions.Length)
            _positions = new int[Math.Max(count, 2 * _positions.Length)];
        for (int i = 0; i < count; i++)
        {
            uint distance = PostingFormat.ReadNumber(bytes, ref _offset);
            if (distance == 0 || distance >= lengths[page] - position)
                throw PageDatabase.Damaged("the positions of a word are not in their order");
            _positions[i] = position += (int)distance;
        }

        return _positions.AsSpan(0, count);
    }
}
