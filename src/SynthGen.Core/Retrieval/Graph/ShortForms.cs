namespace SynthGen.Retrieval.Graph;

/// <summary>Joins the short form of a name with its long form, where only one long form comes into question.</summary>
internal static class ShortForms
{
    // A long form that the document hardly uses did not give the short form: "DOJ Russia" is not what Russia is short for.
    private const double LeastShare = 0.02;

    // So much more often than any other one, a long form is the one that is meant.
    private const int Dominance = 5;
    private const int LeastLetters = 3;

    // A long form as rare as that is a slip with the short one in it: "Crooked Hillary Clinton".
    private const int Rare = 4;

    /// <summary>Returns the names that remain.</summary>
    /// <param name="names">The names.</param>
    /// <param name="common">The words that the document writes in small letters.</param>
    public static List<NameForms> Join(List<NameForms> names, IReadOnlySet<string> common)
    {
        List<NameForms> remaining = JoinGivenNames(names);
        ILookup<string, NameForms> longer = remaining.Where(forms => IsLong(forms, common) || IsCited(forms))
            .SelectMany(forms => Ends(forms).Select(end => (end, forms))).ToLookup(pair => pair.end, pair => pair.forms, StringComparer.Ordinal);
        HashSet<NameForms> joined = [];
        foreach (NameForms forms in remaining.OrderByDescending(forms => forms.Key.Length))
        {
            if ((IsPerson(forms) || IsCited(forms)) && LongFormOf(forms, longer[forms.Key]) is { } whole)
            {
                bool isSlip = forms.Key.Contains(' ') && whole.PageCount * Rare < forms.PageCount;
                (NameForms kept, NameForms taken) = isSlip ? (forms, whole) : (whole, forms);
                kept.Take(taken);
                joined.Add(taken);
            }
        }

        return remaining.FindAll(forms => !joined.Contains(forms));

        NameForms? LongFormOf(NameForms forms, IEnumerable<NameForms> candidates)
        {
            NameForms[] open = [.. candidates.Where(other => other.Kind == forms.Kind || (IsPerson(other) && IsPerson(forms))).Where(other => !joined.Contains(other)).OrderByDescending(other => other.PageCount).ThenBy(other => other.Key, StringComparer.Ordinal)];
            return open is [var first, ..]
                && first.PageCount >= forms.PageCount * LeastShare
                && (open.Length == 1 || first.PageCount >= open[1].PageCount * Dominance) ? first : null;
        }
    }

    // "Don McGahn" is "Donald McGahn", if nobody else has such a name.
    private static List<NameForms> JoinGivenNames(List<NameForms> names)
    {
        HashSet<NameForms> joined = [];
        foreach (IGrouping<string, NameForms> family in names.Where(forms => IsPerson(forms) && forms.Key.Contains(' ')).GroupBy(forms => forms.Key[forms.Key.IndexOf(' ')..], StringComparer.Ordinal))
        {
            foreach (NameForms nick in family)
            {
                NameForms[] full = [.. family.Where(other => other != nick && !joined.Contains(other) && other.Key.IndexOf(' ') > nick.Key.IndexOf(' ')
                    && nick.Key.IndexOf(' ') >= LeastLetters && other.Key.StartsWith(nick.Key[..nick.Key.IndexOf(' ')], StringComparison.Ordinal))];
                if (full is [var only])
                {
                    only.Take(nick);
                    joined.Add(nick);
                }
            }
        }

        return names.FindAll(forms => !joined.Contains(forms));
    }

    private static bool IsPerson(NameForms forms) => forms.Kind is PageGraphKind.Person or PageGraphKind.Name;

    // "Carter Page", but not "Trump Transition Team" nor "DOJ Russia": the words before the last one are names.
    private static bool IsLong(NameForms forms, IReadOnlySet<string> common)
    {
        string[] words = forms.Key.Split(' ');
        return IsPerson(forms) && words.Length is (2 or 3) && !words[..^1].Any(common.Contains) && !forms.BeginsWithAcronym;
    }

    private static bool IsCited(NameForms forms) => forms.Kind == PageGraphKind.Citation;

    // The ends of a person's name, by words; those of a citation, by letters, with a section sign's number.
    private static IEnumerable<string> Ends(NameForms forms)
    {
        string key = forms.Key;
        if (IsCited(forms))
        {
            for (int i = 1; i <= key.Length - 6; i++)
                yield return key[i..];
            yield break;
        }

        for (int i = key.IndexOf(' '); i > 0; i = key.IndexOf(' ', i + 1))
            yield return key[(i + 1)..];
    }
}
