using SynthGen.Generation.Template.Finders;
using SynthGen.Text;

namespace SynthGen.Generation.Template;

/// <summary>The parts of one sentence that the finders recognize.</summary>
internal sealed class SentenceFacts
{
    public SentenceFacts(Sentence sentence, PageNames names)
    {
        Sentence = sentence;
        Tokens = Token.Of(sentence.Text);
        Names = NameFinder.Find(sentence.Text, Tokens).FindAll(names.Has);
        Dates = [.. DateFinder.Find(sentence.Text)];
        Phrases = KeyPhraseFinder.Find(sentence.Text, Tokens).FindAll(phrase => !names.IsTorn(phrase.Words));
        Topics = QuestionBook.BuiltIn.Match(Tokens);
    }

    public Sentence Sentence { get; }

    public Token[] Tokens { get; }

    public List<Name> Names { get; }

    public IReadOnlyList<Span> Dates { get; }

    public IReadOnlyList<KeyPhrase> Phrases { get; }

    public IReadOnlyList<TopicMatch> Topics { get; }

    /// <summary>Returns the place in the tokens of the first token from a position on.</summary>
    public int TokenAt(int position)
    {
        int index = 0;
        while (index < Tokens.Length && Tokens[index].Start < position)
            index++;
        return index;
    }

    /// <summary>Whether two spans stand in one clause: near each other, without punctuation between them.</summary>
    public bool InOneClause(int end, int start, int mostWords)
    {
        int from = TokenAt(end), to = TokenAt(start);
        if (to < from || to - from > mostWords)
            return false;
        for (int i = Math.Max(from - 1, 0); i < to; i++)
        {
            if (Tokens[i].ClosesWith.AsSpan().IndexOfAny(",;:.?!)") >= 0 && Tokens[i].End >= end)
                return false;
        }

        return true;
    }

    /// <summary>
    /// Returns the name that is the subject of the verb at a place in the tokens, with at most adverbs and auxiliaries
    /// between them; null if there is none.
    /// </summary>
    public Name? SubjectOf(int verb)
    {
        int before = verb - 1;
        while (before >= 0 && Tokens[before].ClosesWith.Length == 0 && WordLists.Adverb.Contains(Tokens[before].Word))
            before--;
        return before >= 0 && Names.FirstOrDefault(name => name.End == Tokens[before].End) is { } subject && IsSubject(subject) ? subject : null;
    }

    /// <summary>Whether a name is the subject of what follows it, as far as the words around it show.</summary>
    public bool IsSubject(Name name)
    {
        int first = TokenAt(name.Start);
        int before = name.Display.StartsWith("the ", StringComparison.Ordinal) ? first - 2 : first - 1;
        return Tokens[TokenAt(name.End) - 1].ClosesWith.Length == 0
            && !(before >= 0 && Tokens[before].ClosesWith.Length == 0 && WordLists.NotSubjectAfter.Contains(Tokens[before].Word));
    }
}
