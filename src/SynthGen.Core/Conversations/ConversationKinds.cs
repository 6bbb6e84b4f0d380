using SynthGen.Hashing;

namespace SynthGen.Conversations;

/// <summary>Draws the kinds of a run's conversations from their weights and a seed.</summary>
public static class ConversationKinds
{
    /// <summary>
    /// Returns the kind of each conversation of a run: as many of each as its share of the weights, rounded by largest
    /// remainders, in an order that the seed draws.
    /// </summary>
    /// <param name="weights">The weights, 0 or more.</param>
    /// <param name="count">The number of conversations, from 0.</param>
    /// <param name="seed">The seed.</param>
    /// <exception cref="ArgumentException">No weight is above 0.</exception>
    public static IReadOnlyList<ConversationKind> Draw(IReadOnlyDictionary<ConversationKind, double> weights, int count, int seed)
    {
        ArgumentNullException.ThrowIfNull(weights);
        double sum = weights.Values.Sum();
        if (!(sum > 0) || !double.IsFinite(sum))
            throw new ArgumentException("No kind has a weight above 0.", nameof(weights));

        (ConversationKind Kind, double Share)[] shares = [.. weights.Where(pair => pair.Value > 0).OrderBy(pair => pair.Key).Select(pair => (pair.Key, pair.Value / sum * count))];
        int rest = count - shares.Sum(share => (int)share.Share);
        HashSet<ConversationKind> more = [.. shares.OrderByDescending(share => share.Share - (int)share.Share).Take(rest).Select(share => share.Kind)];
        ConversationKind[] kinds = [.. shares.SelectMany(share => Enumerable.Repeat(share.Kind, (int)share.Share + (more.Contains(share.Kind) ? 1 : 0)))];

        StableRandom random = new((ulong)seed * 0x9E3779B97F4A7C15 + 1);
        for (int i = kinds.Length - 1; i > 0; i--)
        {
            int j = random.Next(i + 1);
            (kinds[i], kinds[j]) = (kinds[j], kinds[i]);
        }

        return kinds;
    }
}
