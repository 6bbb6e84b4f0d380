namespace SynthGen.Retrieval.Graph;

/// <summary>Joins the short form of a name with its long form, where only one long form comes into question.</summary>
internal static class ShortForms
{
    /// <summary>Returns the names that remain.</summary>
    public static List<NameForms> Join(IReadOnlyDictionary<string, NameForms> names)
    {
        ILookup<string, NameForms> longer = names.Values.Where(forms => forms.Key.Contains(' ') && forms.Kind == PageGraphKind.Person).ToLookup(forms => forms.Key[(forms.Key.LastIndexOf(' ') + 1)..], StringComparer.Ordinal);
        List<NameForms> remaining = [];
        foreach (NameForms forms in names.Values)
        {
            if (!forms.Key.Contains(' ') && forms.Kind is PageGraphKind.Name or PageGraphKind.Person && longer[forms.Key].ToArray() is [var only])
                only.Take(forms);
            else
                remaining.Add(forms);
        }

        return remaining;
    }
}
