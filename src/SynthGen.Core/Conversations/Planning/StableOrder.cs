using SynthGen.Hashing;

namespace SynthGen.Conversations.Planning;

/// <summary>An order of a list's places that a seed draws, without repetition.</summary>
internal static class StableOrder
{
    /// <summary>Returns the places from 0 to below a count.</summary>
    public static int[] Of(int count, ulong seed)
    {
        StableRandom random = new(seed);
        int[] places = [.. Enumerable.Range(0, count)];
        for (int i = count - 1; i > 0; i--)
        {
            int j = random.Next(i + 1);
            (places[i], places[j]) = (places[j], places[i]);
        }

        return places;
    }
}
