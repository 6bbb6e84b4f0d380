using System.Collections.Frozen;
using SynthGen.Text;
using SynthGen.Generation.Template.Finders;

namespace SynthGen.Generation.Template;

/// <summary>Finds what a page can be asked for in its own words, in page order.</summary>
internal static class CandidateBuilder
{
    // A name and a phrase further apart seldom have to do with each other.
    private const int ClauseWords = 9;

    private static readonly FrozenSet<string> Modal = ["shall", "must", "may"];

    /// <summary>Returns the candidates of a page.</summary>
    /// <param name="headings">The headings of the page.</param>
    /// <param name="sentences">Its sentences, with names that are names.</param>
    public static List<Candidate> Build(IReadOnlyList<Sentence> headings, IReadOnlyList<SentenceFacts> sentences)
    {
        KeyPhraseFinder.Rate([.. sentences.SelectMany(sentence => sentence.Phrases)]);
        List<Candidate> findings = [];
        foreach (Sentence heading in headings)
            AddHeading(findings, heading);
        foreach (SentenceFacts sentence in sentences)
        {
            AddExact(findings, sentence);
            AddVerbs(findings, sentence);
            AddNames(findings, sentence);
        }

        return findings;
    }

    private static void AddHeading(List<Candidate> findings, Sentence heading)
    {
        string title = HeadingTitle(heading.Text);
        if (title.AsSpan().Count(' ') is >= 1 and <= 11)
        {
            // A heading in capitals throughout is more often a caption or a divider than the name of a part.
            double weight = heading.Text.Any(char.IsLower) ? .75 : .35;
            string exact = title.Contains('"') ? title : $"\"{title}\"";
            findings.Add(new Candidate("heading", heading, new Dictionary<char, string> { ['x'] = exact }, weight));
        }
    }

    private static string HeadingTitle(string text)
    {
        int point = text.IndexOf(". ", StringComparison.Ordinal);
        string title = point is > 0 and <= 5 ? text[(point + 2)..] : text;
        return title.Any(char.IsLower) ? title : string.Join(' ', title.Split(' ').Select(
            (word, i) => word.Length < 2 || (i > 0 && WordLists.Stop.Contains(word)) ? word.ToLowerInvariant() : word[0] + word[1..].ToLowerInvariant()));
    }

    private static void AddExact(List<Candidate> findings, SentenceFacts facts)
    {
        string text = facts.Sentence.Text;
        Weighed[] exact =
        [
            .. CitationFinder.Find(text).Select(found => new Weighed(found.Kind, found.Span, found.Kind == "provision" ? .45 : .85)),
            .. TermFinder.Find(text).Select(found => new Weighed(found.Kind, found.Span, .95)),
            .. QuoteFinder.Find(text).Select(span => new Weighed("quote", span, .75)),
            .. AmountFinder.Find(text).Select(span => new Weighed("amount", span, .85)),
            .. FigureFinder.Find(text).Select(found => new Weighed(found.Kind, found.Span, found.Kind == "year" ? .5 : .7)),
            .. IdentifierFinder.Find(text).Select(span => new Weighed("identifier", span, .6)),
            .. facts.Dates.Where(span => DateFinder.IsOfEvent(text, span)).Select(span => new Weighed("date", span, .7)),
        ];
        // "X has the meaning of Section 5" says of Section 5 that it defines X.
        bool refers = Array.Exists(exact, found => found.Kind == "reference");
        foreach ((string found, Span span, double weight) in exact)
        {
            if (refers && found == "quote")
                continue;

            string kind = refers && found == "provision" ? "defining" : found;
            Dictionary<char, string> slots = new() { ['x'] = span.Text };
            AddNeighbours(slots, facts, span.Start, span.End);
            if (kind == "reference")
                slots['v'] = "meaning";
            findings.Add(new Candidate(kind, facts.Sentence, slots, weight));
        }
    }

    // What a sentence says of names and phrases near an exact thing is said of it.
    private static void AddNeighbours(Dictionary<char, string> slots, SentenceFacts facts, int start, int end)
    {
        Name[] names = [.. facts.Names.Where(name => name.End <= start || name.Start >= end).DistinctBy(name => name.Bare).OrderBy(name => name.IsRole)];
        if (names.Length > 0)
            slots['n'] = names[0].Display;
        if (names.Length > 1)
            slots['m'] = names[1].Display;
        if (names.FirstOrDefault(IsFull) is { } full)
            slots['f'] = full.Display;
        if (Best(facts.Phrases.Where(phrase => facts.InOneClause(end, phrase.Start, ClauseWords) || facts.InOneClause(phrase.End, start, ClauseWords))) is { } best)
            (slots['k'], slots['w']) = (best.Display, best.Words);
    }

    private static void AddVerbs(List<Candidate> findings, SentenceFacts facts)
    {
        foreach (Name subject in facts.Names.Where(facts.IsSubject))
        {
            int next = facts.TokenAt(subject.End);
            while (next < facts.Tokens.Length && WordLists.Adverb.Contains(facts.Tokens[next].Word))
                next++;
            if (next >= facts.Tokens.Length || facts.Tokens[next].ClosesWith.Length > 0 || QueryTemplates.OfVerb(facts.Tokens[next].Word) is not { } kind)
                continue;

            Token verb = facts.Tokens[next];
            Dictionary<char, string> slots = new() { ['n'] = subject.Display, ['v'] = verb.Word };
            if (Modal.Contains(verb.Word) && next + 1 < facts.Tokens.Length && facts.Tokens[next + 1].Word == "not")
                kind = QueryTemplates.OfVerb(verb.Word + " not") ?? kind;
            Name? whom = Following(facts, next + 1) is { } following && following.Bare != subject.Bare ? following : null;
            if (whom is not null)
                slots['m'] = whom.Display;
            if (facts.Dates.Count == 1)
                slots['x'] = facts.Dates[0].Text;
            if (Modal.Contains(verb.Word))
            {
                slots.Remove('v');
                foreach (Span period in Deadlines(facts.Sentence.Text, verb.End).Take(1))
                    slots['i'] = period.Text;
            }

            if (Best(facts.Phrases.Where(phrase => facts.InOneClause(verb.End, phrase.Start, ClauseWords))) is { } phrase)
                (slots['k'], slots['w']) = (phrase.Display, phrase.Words);

            // "What did the President tell Cohen?" fits a hundred pages.
            bool isVague = !IsFull(subject) && !(whom is not null && IsFull(whom));
            findings.Add(new Candidate(kind, facts.Sentence, slots, isVague ? .8 : 1.1) { IsVague = isVague });
        }
    }

    private static IEnumerable<Span> Deadlines(string sentence, int from) =>
        FigureFinder.Find(sentence).Where(found => found.Kind == "period" && found.Span.Start > from && FigureFinder.IsDeadline(sentence, found.Span)).Select(found => found.Span);

    // Finds the name right after a verb, with at most an article, "with" or "to" between them.
    private static Name? Following(SentenceFacts facts, int next)
    {
        while (next < facts.Tokens.Length && facts.Tokens[next].Word is "the" or "with" or "to")
            next++;
        if (next >= facts.Tokens.Length)
            return null;
        return facts.Names.FirstOrDefault(name => name.Start == facts.Tokens[next].Start);
    }

    private static void AddNames(List<Candidate> findings, SentenceFacts facts)
    {
        Name[] names = [.. facts.Names.DistinctBy(name => name.Bare).Where(name => !name.IsRole)];
        if (names.Length > 1 && names.Take(2).All(IsFull) && !names[0].Bare.Contains(names[1].Bare, StringComparison.Ordinal) && !names[1].Bare.Contains(names[0].Bare, StringComparison.Ordinal))
        {
            Dictionary<char, string> slots = new() { ['n'] = names[0].Display, ['m'] = names[1].Display };
            if (Best(facts.Phrases.Where(phrase => facts.InOneClause(names[1].End, phrase.Start, ClauseWords))) is { } phrase)
                slots['w'] = phrase.Words;
            findings.Add(new Candidate("pair", facts.Sentence, slots, .45));
        }

        foreach (Name name in names)
        {
            if (Best(facts.Phrases.Where(phrase => facts.InOneClause(name.End, phrase.Start, ClauseWords))) is { } phrase)
                findings.Add(new Candidate("name", facts.Sentence, new Dictionary<char, string> { ['n'] = name.Display, ['k'] = phrase.Display, ['w'] = phrase.Words }, .5));
        }
    }

    // A name of several words, which fewer pages have.
    private static bool IsFull(Name name) => !name.IsRole && name.Bare.Split(' ').Count(word => !WordLists.Title.Contains(word)) > 1;

    private static KeyPhrase? Best(IEnumerable<KeyPhrase> phrases) => phrases.MaxBy(phrase => phrase.Score);

    private sealed record Weighed(string Kind, Span Span, double Weight);
}
