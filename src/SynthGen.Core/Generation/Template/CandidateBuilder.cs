using SynthGen.Generation.Template.Finders;
using SynthGen.Text;

namespace SynthGen.Generation.Template;

/// <summary>Finds, sentence by sentence, the possible questions about a page.</summary>
internal static class CandidateBuilder
{
    /// <summary>Returns the candidates of a page, in page order.</summary>
    public static List<Candidate> Build(PageReading reading)
    {
        SentenceFacts[] facts = [.. reading.Sentences.Select(sentence => new SentenceFacts(sentence))];
        HashSet<string> sure = [.. facts.SelectMany(fact => fact.Names).Where(name => name.IsSure).Select(name => name.Bare)];
        foreach (SentenceFacts fact in facts)
            fact.Names.RemoveAll(name => !name.IsSure && !sure.Contains(name.Bare));
        Dictionary<string, int> concepts = facts.SelectMany(fact => fact.Concepts).CountBy(concept => concept.Id).ToDictionary();
        KeyPhraseFinder.Rate([.. facts.SelectMany(fact => fact.Phrases)]);

        List<Candidate> findings = [];
        foreach (Sentence heading in reading.Headings)
            AddHeading(findings, heading);
        for (int i = 0; i < facts.Length; i++)
        {
            AddExact(findings, facts[i]);
            AddVerbs(findings, facts[i]);
            AddNames(findings, facts[i]);
            AddConcepts(findings, facts[i], concepts);
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
            word => word.Length < 2 || WordLists.Stop.Contains(word) ? word.ToLowerInvariant() : word[0] + word[1..].ToLowerInvariant()));
    }

    private static void AddExact(List<Candidate> findings, SentenceFacts facts)
    {
        string text = facts.Sentence.Text;
        IEnumerable<(string Kind, Span Span, double Weight)> exact =
        [
            .. CitationFinder.Find(text).Select(found => (found.Kind, found.Span, .85)),
            .. TermFinder.Find(text).Select(found => (found.Kind, found.Span, .95)),
            .. QuoteFinder.Find(text).Select(span => ("quote", span, .75)),
            .. AmountFinder.Find(text).Select(span => ("amount", span, .85)),
            .. IdentifierFinder.Find(text).Select(span => ("identifier", span, .6)),
            .. facts.Dates.Select(span => ("date", span, .7)),
        ];
        foreach ((string kind, Span span, double weight) in exact)
        {
            Dictionary<char, string> slots = new() { ['x'] = span.Text };
            Fill(slots, facts, span.Start, span.End);
            findings.Add(new Candidate(kind, facts.Sentence, slots, weight));
            if (Pick(facts) is { } concept)
                findings.Add(new Candidate(kind == "date" ? "blend-date" : "blend", facts.Sentence, Said(slots, concept), .8));
        }
    }

    private static void AddVerbs(List<Candidate> findings, SentenceFacts facts)
    {
        foreach (Name subject in facts.Names)
        {
            int first = IndexAt(facts.Tokens, subject.Start), next = IndexAt(facts.Tokens, subject.End);
            int before = subject.Display.StartsWith("the ", StringComparison.Ordinal) ? first - 2 : first - 1;
            if (next >= facts.Tokens.Count || facts.Tokens[next - 1].ClosesWith.Length > 0)
                continue;
            if (before >= 0 && facts.Tokens[before].ClosesWith.Length == 0 && WordLists.NotSubjectAfter.Contains(facts.Tokens[before].Word))
                continue;
            while (next < facts.Tokens.Count && WordLists.Adverb.Contains(facts.Tokens[next].Word))
                next++;
            if (next >= facts.Tokens.Count || facts.Tokens[next].ClosesWith.Length > 0 || QueryTemplates.OfVerb(facts.Tokens[next].Word) is not { } kind)
                continue;

            int end = facts.Tokens[next].End;
            Dictionary<char, string> slots = new() { ['n'] = subject.Display };
            if (Following(facts, next + 1) is { } whom && whom.Bare != subject.Bare)
                slots['m'] = whom.Display;
            if (facts.Dates.Count == 1)
                slots['x'] = facts.Dates[0].Text;
            if (Best(facts.Phrases.Where(phrase => phrase.Start >= end)) is { } phrase)
                (slots['k'], slots['w']) = (phrase.Display, phrase.Words);
            findings.Add(new Candidate(kind, facts.Sentence, slots, 1.1));
        }
    }

    // Finds the name right after a verb, with at most an article, "with" or "to" between them.
    private static Name? Following(SentenceFacts facts, int next)
    {
        while (next < facts.Tokens.Count && facts.Tokens[next].Word is "the" or "with" or "to")
            next++;
        if (next >= facts.Tokens.Count)
            return null;
        return facts.Names.FirstOrDefault(name => name.Start == facts.Tokens[next].Start);
    }

    private static void AddNames(List<Candidate> findings, SentenceFacts facts)
    {
        Name[] names = [.. facts.Names.DistinctBy(name => name.Bare)];
        Dictionary<char, string> slots = [];
        Fill(slots, facts, -1, -1);
        if (names.Length > 1 && !(names[0].IsRole && names[1].IsRole))
            findings.Add(new Candidate("pair", facts.Sentence, slots, .55));
        if (names.Length > 0 && slots.ContainsKey('k'))
            findings.Add(new Candidate("name", facts.Sentence, slots, names[0].IsRole ? .4 : .55));
        if (slots.ContainsKey('k'))
            findings.Add(new Candidate("phrase", facts.Sentence, slots, .35));
    }

    private static void AddConcepts(List<Candidate> findings, SentenceFacts facts, Dictionary<string, int> onPage)
    {
        Name? name = facts.Names.FirstOrDefault(name => !name.IsRole) ?? (facts.Names.Count > 0 ? facts.Names[0] : null);
        foreach (Concept concept in facts.Concepts)
        {
            Dictionary<char, string> slots = [];
            if (name is not null)
            {
                slots['n'] = name.Display;
                slots['x'] = name.Bare;
            }

            // A concept of several sentences is the topic of the page.
            double weight = .1 * Math.Min(onPage[concept.Id] - 1, 3);
            slots = Said(slots, concept);
            if (name is not null)
                findings.Add(new Candidate("concept", facts.Sentence, slots, .65 + weight));
            if (name is { IsRole: false })
                findings.Add(new Candidate("blend", facts.Sentence, slots, .3 + weight));
            findings.Add(new Candidate("idea", facts.Sentence, slots, .4 + weight));
        }

        if (facts.Concepts.Count > 1)
            findings.Add(new Candidate("ideas", facts.Sentence, Said(Said([], facts.Concepts[0]), facts.Concepts[1], 'd'), .4));
    }

    private static void Fill(Dictionary<char, string> slots, SentenceFacts facts, int start, int end)
    {
        Name[] names = [.. facts.Names.Where(name => name.End <= start || name.Start >= end).DistinctBy(name => name.Bare).OrderBy(name => name.IsRole)];
        if (names.Length > 0)
            slots['n'] = names[0].Display;
        if (names.Length > 1)
            slots['m'] = names[1].Display;
        if (Best(facts.Phrases.Where(phrase => phrase.End <= start || phrase.Start >= end)) is { } best)
            (slots['k'], slots['w']) = (best.Display, best.Words);
    }

    private static KeyPhrase? Best(IEnumerable<KeyPhrase> phrases) => phrases.MaxBy(phrase => phrase.Score);

    private static Concept? Pick(SentenceFacts facts) => facts.Concepts.Count > 0 ? facts.Concepts[^1] : null;

    // All sayings of a concept share one slot; a wording is chosen when the row is created.
    private static Dictionary<char, string> Said(Dictionary<char, string> slots, Concept concept, char slot = 'c') =>
        new(slots) { [slot] = string.Join('\n', concept.Sayings) };

    private static int IndexAt(IReadOnlyList<Token> tokens, int position)
    {
        int index = 0;
        while (index < tokens.Count && tokens[index].Start < position)
            index++;
        return index;
    }
}
