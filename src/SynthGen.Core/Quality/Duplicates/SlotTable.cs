namespace SynthGen.Quality.Duplicates;

/// <summary>
/// Finds numbers by keys that are kept elsewhere: 5 bytes a slot, of which half to three quarters are taken (open addressing with
/// linear probing). A byte of the key stands beside each number, so that few other keys are looked up.
/// </summary>
internal abstract class SlotTable
{
    private byte[] _marks = new byte[64];
    private int[] _numbers = new int[64];
    private int _count;

    /// <summary>Returns the key of a number: a hash, evenly distributed.</summary>
    protected abstract uint KeyOf(int number);

    /// <summary>Adds each number with its key in the upper half to a list, in any order.</summary>
    public void CopyTo(List<ulong> entries)
    {
        for (int slot = 0; slot < _marks.Length; slot++)
        {
            if (_marks[slot] != 0)
                entries.Add((ulong)KeyOf(_numbers[slot]) << 32 | (uint)_numbers[slot]);
        }
    }

    /// <summary>Returns the slot at which the search for a key begins.</summary>
    protected int First(uint key) => (int)(((ulong)key * (uint)_marks.Length) >> 32);

    /// <summary>Returns the next number that may have a key, and moves behind it; -1 at the end of the search.</summary>
    protected int Next(uint key, ref int slot)
    {
        byte mark = Mark(key);
        byte[] marks = _marks;
        for (; marks[slot] != 0; slot = After(slot))
        {
            if (marks[slot] != mark)
                continue;
            int number = _numbers[slot];
            slot = After(slot);
            return number;
        }

        return -1;
    }

    /// <summary>Adds a number to its key.</summary>
    protected void Insert(uint key, int number)
    {
        if (4 * (long)(_count + 1) > 3 * (long)_marks.Length)
            Grow();
        _count++;
        Put(key, number);
    }

    // The upper bits of a key choose the slot.
    private static byte Mark(uint key) => (byte)((key & 0xFF) == 0 ? 1 : key);

    private int After(int slot) => slot + 1 == _marks.Length ? 0 : slot + 1;

    private void Put(uint key, int number)
    {
        int slot = First(key);
        while (_marks[slot] != 0)
            slot = After(slot);
        (_marks[slot], _numbers[slot]) = (Mark(key), number);
    }

    private void Grow()
    {
        (byte[] marks, int[] numbers) = (_marks, _numbers);
        (_marks, _numbers) = (new byte[marks.Length + marks.Length / 2], new int[marks.Length + marks.Length / 2]);
        for (int slot = 0; slot < marks.Length; slot++)
        {
            if (marks[slot] != 0)
                Put(KeyOf(numbers[slot]), numbers[slot]);
        }
    }
}
