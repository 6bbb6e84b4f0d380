namespace SynthGen.Quality.Measures;

/// <summary>
/// Cohen's kappa: the agreement of two raters beyond that of chance, κ = (p_o − p_e) / (1 − p_e), where p_o is the share of items on
/// which they agree, and p_e the share that their own frequencies of each category let expect (J. Cohen, "A Coefficient of Agreement for
/// Nominal Scales", Educational and Psychological Measurement 20, 1960).
/// </summary>
internal static class CohenKappa
{
    /// <summary>Returns kappa, -1 to 1; null without items, or where both raters give one and the same category to all.</summary>
    /// <param name="table">The number of items by the category of the first rater and that of the second.</param>
    public static double? Of(long[,] table)
    {
        int categories = table.GetLength(0);
        long items = 0, agreed = 0;
        double expected = 0;
        for (int one = 0; one < categories; one++)
        {
            long first = 0, second = 0;
            for (int other = 0; other < categories; other++)
            {
                first += table[one, other];
                second += table[other, one];
            }

            items += first;
            agreed += table[one, one];
            expected += (double)first * second;
        }

        if (items == 0 || expected >= (double)items * items)
            return null;
        expected /= (double)items * items;
        return ((double)agreed / items - expected) / (1 - expected);
    }
}
