namespace SynthGen.Hashing;

/// <summary>
/// The additive recurrence whose points fill 0 to 1 most evenly: place n is at the fractional part of h + nφ, with
/// φ = (√5 − 1) / 2 (H. Weyl, 1916; L. Kuipers, H. Niederreiter, "Uniform Distribution of Sequences", 1974, 2.3). In any run
/// of places each part of 0 to 1 has its share, give or take a place or two; hashes of the places would deviate by the
/// square root.
/// </summary>
internal static class EvenPlaces
{
    // 2^64 φ: unsigned overflow takes the fractional part.
    private const ulong Golden = 0x9E3779B97F4A7C15;

    /// <summary>Returns a place as a fraction of 2^64.</summary>
    /// <param name="start">A hash from which the places begin.</param>
    /// <param name="place">The number of the place.</param>
    public static ulong At(ulong start, int place) => unchecked(start + ((ulong)place * Golden));
}
