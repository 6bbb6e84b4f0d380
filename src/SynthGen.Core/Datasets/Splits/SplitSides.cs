using SynthGen.Hashing;
using SynthGen.Text;

namespace SynthGen.Datasets.Splits;

/// <summary>
/// The sides of groups: 2 bits each. Sixteen neighbours of one source share a key, so that a long document takes about a byte a page,
/// and a source of a single page about 20. A group is known by 64 bits of a hash.
/// </summary>
internal sealed class SplitSides
{
    private const int Bits = 4;

    // A value has 2 bits for each of 16 groups: the side plus one. None is 0, so that an empty place is one whose value is 0.
    private ulong[] _keys = new ulong[64];
    private uint[] _values = new uint[64];
    private int _count;

    /// <summary>Returns the side of a group; null if it is not known.</summary>
    public DatasetSplit? Find(SplitGroup group)
    {
        uint side = _values[PlaceOf(KeyOf(group))] >> ShiftOf(group) & 3;
        return side == 0 ? null : (DatasetSplit)(side - 1);
    }

    /// <summary>Adds a group, if its side is not known.</summary>
    public void TryAdd(SplitGroup group, DatasetSplit side)
    {
        if (4L * (_count + 1) > 3L * _keys.Length)
            Grow();
        ulong key = KeyOf(group);
        int place = PlaceOf(key);
        uint value = _values[place];
        if ((value >> ShiftOf(group) & 3) != 0)
            return;
        _count += value == 0 ? 1 : 0;
        _keys[place] = key;
        _values[place] = value | ((uint)side + 1) << ShiftOf(group);
    }

    private static ulong KeyOf(SplitGroup group) => WordHash.Append(StableRandom.Hash(group.Source), (ulong)(long)(group.Number >> Bits) * WordHash.Seed);

    private static int ShiftOf(SplitGroup group) => 2 * (group.Number & ((1 << Bits) - 1));

    private int PlaceOf(ulong key)
    {
        int place = (int)Math.BigMul(key, (ulong)_keys.Length, out _);
        while (_values[place] != 0 && _keys[place] != key)
            place = place + 1 == _keys.Length ? 0 : place + 1;
        return place;
    }

    private void Grow()
    {
        (ulong[] keys, uint[] values) = (_keys, _values);
        int length = keys.Length + keys.Length / 2;
        (_keys, _values) = (new ulong[length], new uint[length]);
        for (int i = 0; i < keys.Length; i++)
        {
            if (values[i] != 0 && PlaceOf(keys[i]) is var place)
                (_keys[place], _values[place]) = (keys[i], values[i]);
        }
    }
}
