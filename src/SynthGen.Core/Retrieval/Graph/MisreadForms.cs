namespace SynthGen.Retrieval.Graph;

/// <summary>Joins names that OCR misread or tore with the name that they are: the one with the same shapes, on more pages.</summary>
internal static class MisreadForms
{
    // Shorter names have too many that look alike.
    private const int LeastLetters = 5;

    // A misreading is rarer than the right reading.
    private const int Dominance = 3;

    // One word may begin another one by chance.
    private const int WordDominance = 10;
    private const int LeastTorn = 4;

    /// <summary>Returns the names that remain.</summary>
    public static List<NameForms> Join(List<NameForms> names)
    {
        List<NameForms> remaining = [];
        foreach (IGrouping<string, NameForms> group in names.GroupBy(forms => IsSpelt(forms) ? NameKey.Misread(forms.Key) : forms.Key, StringComparer.Ordinal))
        {
            NameForms[] alike = [.. group.OrderByDescending(forms => forms.PageCount).ThenBy(forms => forms.Key, StringComparer.Ordinal)];
            remaining.Add(alike[0]);
            foreach (NameForms other in alike.Skip(1))
            {
                if (alike[0].PageCount >= other.PageCount * Dominance)
                    alike[0].Take(other);
                else
                    remaining.Add(other);
            }
        }

        return JoinTorn(remaining);
    }

    private static bool IsSpelt(NameForms forms) => forms.Key.Length >= LeastLetters && !IsLiteral(forms);

    // In figures every sign counts.
    private static bool IsLiteral(NameForms forms) => forms.Kind is PageGraphKind.Date or PageGraphKind.Amount or PageGraphKind.Citation or PageGraphKind.Provision;

    // "Trump Organi" is torn from "Trump Organization": the longer name goes on within the word.
    private static List<NameForms> JoinTorn(List<NameForms> names)
    {
        NameForms[] sorted = [.. names.OrderBy(forms => forms.Key, StringComparer.Ordinal)];
        HashSet<NameForms> joined = [];
        for (int i = 0; i + 1 < sorted.Length; i++)
        {
            NameForms torn = sorted[i];
            if (IsLiteral(torn) || torn.Key.Length < LeastTorn)
                continue;

            int dominance = torn.Key.Contains(' ') ? 1 : WordDominance;

            for (int j = i + 1; j < sorted.Length && sorted[j].Key.StartsWith(torn.Key, StringComparison.Ordinal); j++)
            {
                if (sorted[j].Key[torn.Key.Length] != ' ' && !IsLiteral(sorted[j]) && sorted[j].PageCount >= torn.PageCount * dominance)
                {
                    sorted[j].Take(torn);
                    joined.Add(torn);
                    break;
                }
            }
        }

        return names.FindAll(forms => !joined.Contains(forms));
    }
}
