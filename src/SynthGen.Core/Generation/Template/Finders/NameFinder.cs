using SynthGen.Text;

namespace SynthGen.Generation.Template.Finders;

/// <summary>A person, organisation, place or role that a sentence names.</summary>
/// <param name="Start">Its start in the sentence.</param>
/// <param name="End">Its end, exclusive.</param>
/// <param name="Bare">The name in the page's form, without an article.</param>
/// <param name="Display">The name in a question's form: "the Tenant", "Senator Sessions".</param>
/// <param name="IsRole">Whether it is a role rather than a person.</param>
internal sealed record Name(int Start, int End, string Bare, string Display, bool IsRole)
{
    /// <summary>False for a single word that may be capitalized only because it begins the sentence.</summary>
    public bool IsSure { get; init; } = true;
}

/// <summary>Finds names by their capitals.</summary>
internal static class NameFinder
{
    /// <summary>Finds the names in a sentence, in order.</summary>
    public static List<Name> Find(string sentence, Token[] tokens)
    {
        List<Name> names = [];
        for (int i = 0; i < tokens.Length; i++)
        {
            if (!tokens[i].IsCapitalised || MisreadTokenFilter.Is(tokens[i].Word) || IsCompound(tokens[i].Word))
                continue;

            int end = RunEnd(tokens, i);
            if (Make(sentence, tokens, i, end) is { } name)
                names.Add(name);
            i = end - 1;
        }

        return names;
    }

    private static int RunEnd(Token[] tokens, int first)
    {
        bool organisation = WordLists.Organisation.Contains(tokens[first].Word);
        int end = first + 1;
        while (end < tokens.Length && (Continues(tokens[end - 1]) || (tokens[end - 1].ClosesWith == "," && tokens[end].Word is "Jr" or "Sr")))
        {
            Token next = tokens[end];
            if (next.OpensWith)
                break;
            if ((next.IsCapitalised && !MisreadTokenFilter.Is(next.Word)) || next.IsInitial)
            {
                organisation |= WordLists.Organisation.Contains(next.Word);
                end++;
            }
            else if (organisation && next.Word is "of" or "for" or "on" && NextCapital(tokens, end + 1) is { } capital)
            {
                end = capital + 1;
            }
            else
            {
                break;
            }
        }

        return end;
    }

    // A comma, a genitive or a full stop ends a name; the full stop of an initial or of "Mr." does not.
    private static bool Continues(Token token) =>
        token.ClosesWith.Length == 0 || token.IsInitial || (token.ClosesWith == "." && WordLists.Title.Contains(token.Word));

    private static int? NextCapital(Token[] tokens, int from)
    {
        if (from < tokens.Length && tokens[from].Word == "the")
            from++;
        return from < tokens.Length && tokens[from].IsCapitalised && !tokens[from].OpensWith ? from : null;
    }

    private static Name? Make(string sentence, Token[] tokens, int first, int end)
    {
        bool the = first > 0 && tokens[first - 1].Word is "the" or "The" && tokens[first - 1].ClosesWith.Length == 0;
        if (first == 0 || tokens[first].OpensWith)
        {
            while (first < end && (WordLists.Opener.Contains(tokens[first].Word) || WordLists.Stop.Contains(tokens[first].Word)))
            {
                the = tokens[first].Word == "The";
                first++;
            }
        }

        int whole = first;
        if (first >= end)
            return null;

        // "District of Columbia", "Four Seasons Resort": the name begins before its first certain word.
        if (first > 2 && tokens[first - 1].Word is "of" && tokens[first - 1].ClosesWith.Length == 0 && tokens[first - 2].IsCapitalised && !WordLists.Title.Contains(tokens[first - 2].Word))
            return null;
        if (first > 1 && tokens[first - 1].ClosesWith.Length == 0 && char.IsUpper(tokens[first - 1].Word.FirstOrDefault('a')) && tokens[first - 1].Word != "The" && !tokens[first].OpensWith)
            return null;

        bool organisation = Any(tokens, first, end, WordLists.Organisation);
        bool place = WordLists.Place.Contains(tokens[end - 1].Word);
        if ((organisation || place) && end - first > 1 && !AllCommon(tokens, first, end))
            return Named(first, the, isRole: false);

        // "Suppose JUDGE MARSH were to say": the names of the text are in capitals, its first word is not.
        if (first == 0 && end - first > 1 && tokens[1].Word.Length > 3 && tokens[1].Word.All(char.IsUpper) && !tokens[0].Word.All(char.IsUpper))
            first = whole = 1;
        // "Allowing Harbor Coffee to sublet": a verb begins the sentence.
        if (first == 0 && end - first > 1 && tokens[0].Word.Length > 5 && tokens[0].Word.EndsWith("ing", StringComparison.Ordinal))
            first = whole = 1;
        int run = end;
        while (end > first && WordLists.NotName.Contains(tokens[end - 1].Word))
            end--;
        while (first < end && (WordLists.NotName.Contains(tokens[first].Word) || WordLists.Title.Contains(tokens[first].Word)))
            first++;

        if (first >= end)
        {
            // "the White House", "the Special Counsel", "the Tenant": a role, if it has a definite article.
            end = whole;
            while (end < tokens.Length && tokens[end].IsCapitalised && Continues(tokens[end]) && end - whole < 4)
                end++;
            if (end < tokens.Length && tokens[end].IsCapitalised)
                end++;
            return the && end > whole && AllCommon(tokens, whole, end) && !IsCalendar(tokens[whole].Word) && !WordLists.Demonym.Contains(tokens[end - 1].Word) ? Named(whole, the, isRole: true) : null;
        }

        if (end - first > 4 || tokens[first].Word.Length < 2)
            return null;
        if (end - first == 1)
        {
            string word = tokens[first].Word;
            bool acronym = word.All(char.IsUpper);
            if (acronym ? word.Length is < 3 or > 6 || IsRoman(word) : word.Length < 4 || WordLists.Stop.Contains(word))
                return null;
            int titles = first;
            while (titles > whole && WordLists.Title.Contains(tokens[titles - 1].Word))
                titles--;
            if (tokens[first].OpensWith || tokens[first].ClosesWith.Contains('"') || (end < tokens.Length && tokens[end].OpensWith))
                return null;
            if ((the || first == 0) && Describes(tokens, end))
                return null;
            // "the Docks or Piers Clause": the name has two heads.
            if (end < run && first > 1 && tokens[first - 1].Word is "or" or "and" && tokens[first - 2].IsCapitalised)
                return null;
            if (IsAdjective(word) || (first > 0 && IsPossessor(tokens[first - 1])))
                return null;
            return Named(titles, the && titles == first, isRole: the && !acronym) with { IsSure = (first > 0 && !tokens[first - 1].ClosesWith.Contains(':')) || titles < first || acronym };
        }

        return Named(first, the && first == whole && end == run && !Describes(tokens, end), isRole: false);

        Name Named(int from, bool article, bool isRole)
        {
            int start = tokens[from].Start;
            string bare = sentence[start..tokens[end - 1].End];
            return new Name(start, tokens[end - 1].End, bare, article ? "the " + bare : bare, isRole);
        }
    }

    private static bool Any(Token[] tokens, int first, int end, IReadOnlySet<string> words)
    {
        for (int i = first; i < end; i++)
        {
            if (words.Contains(tokens[i].Word))
                return true;
        }

        return false;
    }

    private static bool AllCommon(Token[] tokens, int first, int end)
    {
        for (int i = first; i < end; i++)
        {
            if (!WordLists.NotName.Contains(tokens[i].Word) && !WordLists.Title.Contains(tokens[i].Word))
                return false;
        }

        return true;
    }

    // "IRA-controlled" describes another noun.
    private static bool IsCompound(string word)
    {
        int hyphen = word.IndexOf('-');
        return hyphen > 0 && hyphen + 1 < word.Length && char.IsLower(word[hyphen + 1]);
    }

    // "the Twitter network": the capital belongs to the following noun.
    private static bool Describes(Token[] tokens, int end) =>
        end < tokens.Length && tokens[end - 1].ClosesWith.Length == 0 && !tokens[end].OpensWith
        && char.IsLower(tokens[end].Word.FirstOrDefault('A')) && !WordLists.Stop.Contains(tokens[end].Word)
        && !WordLists.Verb.Contains(tokens[end].Word) && !WordLists.Adverb.Contains(tokens[end].Word)
        && !tokens[end].Word.EndsWith("ed", StringComparison.Ordinal);

    // "Functional" and "Residential" have a capital as a form's label or a term's half.
    private static bool IsAdjective(string word) =>
        word.Length > 6 && (word.EndsWith("ional", StringComparison.Ordinal) || word.EndsWith("ical", StringComparison.Ordinal) || word.EndsWith("tial", StringComparison.Ordinal)
            || word.EndsWith("ural", StringComparison.Ordinal) || word.EndsWith("tive", StringComparison.Ordinal) || word.EndsWith("ious", StringComparison.Ordinal)
            || word.EndsWith("able", StringComparison.Ordinal) || word.EndsWith("ible", StringComparison.Ordinal));

    // "Whole Woman's Health": the name began before the genitive.
    private static bool IsPossessor(Token before) => before.ClosesWith is "'s" or "'" && before.IsCapitalised;

    private static bool IsCalendar(string word) =>
        DateFinder.IsMonth(word) || word.EndsWith("day", StringComparison.OrdinalIgnoreCase);

    private static bool IsRoman(string word) => word.All(c => "IVXLC".Contains(c));
}
