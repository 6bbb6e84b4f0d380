namespace SynthGen.TestServer.Model;

/// <summary>A model whose reply depends only on the page's text and the tools: the same page always gets the same rows.</summary>
public static class Brain
{
    /// <summary>Pages with fewer words are not worth asking about.</summary>
    public const int FewestWords = 15;

    private const int MostEvidence = 300;

    private static readonly string[] s_questions =
    [
        "Where does the document mention {0}?",
        "What is said about {0}?",
        "Find the passage on {0}.",
        "Which page deals with {0}?",
        "Show me what the record holds on {0}.",
        "I need the part about {0}.",
        "Is there anything on {0}?",
    ];

    /// <summary>Makes one to three rows, each with a sentence of the page; an empty list for a page with few words.</summary>
    public static IReadOnlyList<BrainRow> Rows(AskedPage page, IReadOnlyList<ToolShape> tools)
    {
        string text = page.Text;
        if (CountWords(text, FewestWords) < FewestWords)
            return [];
        List<Range> sentences = Sentences(text);
        int count = Math.Min(1 + (int)(PageHash.Mix(page.Hash, 1) % 3), sentences.Count);
        if (page.Slots.Count > 0)
            count = Math.Min(count, page.Slots.Count);
        int first = (int)(PageHash.Mix(page.Hash, 2) % (ulong)sentences.Count);
        int step = Math.Max(1, sentences.Count / count);
        BrainRow[] rows = new BrainRow[count];
        for (int i = 0; i < count; i++)
        {
            ulong hash = PageHash.Mix(page.Hash, 16 + (ulong)i);
            string evidence = text[sentences[(first + i * step) % sentences.Count]];
            string phrase = Phrase(evidence, hash);
            int turn = (int)((page.Hash + (ulong)i) % (ulong)tools.Count);
            string question = s_questions[(int)((hash >> 20) % (ulong)s_questions.Length)];
            string sought = turn % 2 == 0 ? phrase : $"passages about {phrase}";
            AskedSlot? slot = i < page.Slots.Count ? page.Slots[i] : null;
            rows[i] = new BrainRow(string.Format(null, question, phrase), tools[turn].Name, tools[turn].Arguments(sought), evidence, slot?.Number);
            if (slot?.SameFactAs is int other && Array.FindIndex(rows, row => row.Slot == other) is >= 0 and int exact)
                AskInOtherWords(ref rows[i], ref rows[exact], tools);
        }

        return rows;
    }

    // One fact, by its words and by its meaning; a model that has no such tools cannot tell the two apart.
    private static void AskInOtherWords(ref BrainRow row, ref BrainRow exact, IReadOnlyList<ToolShape> tools)
    {
        ToolShape? words = tools.FirstOrDefault(tool => tool.Name == "full_text_search"), meaning = tools.FirstOrDefault(tool => tool.Name == "vector_search");
        if (words is null || meaning is null)
            return;

        string phrase = Phrase(exact.Evidence, PageHash.Of(exact.Evidence));
        exact = exact with { Tool = words.Name, Arguments = words.Arguments(phrase) };
        row = row with { Query = $"In other words, {exact.Query}", Tool = meaning.Name, Arguments = meaning.Arguments($"passages about {phrase}"), Evidence = exact.Evidence };
    }

    /// <summary>The passages to quote from: sentences of a page that are neither short nor long; at least one.</summary>
    public static List<Range> Sentences(string text)
    {
        List<Range> sentences = [];
        int start = 0;
        for (int i = 0; i < text.Length; i++)
        {
            bool isEnd = text[i] is '.' or '!' or '?' && (i + 1 == text.Length || char.IsWhiteSpace(text[i + 1]));
            bool isBlankLine = text[i] == '\n' && (i + 1 == text.Length || text[i + 1] is '\n' or '\r');
            if (!isEnd && !isBlankLine && i + 1 < text.Length)
                continue;
            (int from, int to) = Trim(text, start, i + 1);
            start = i + 1;
            // A table's dots are no words, and no proof of anything.
            if (to - from <= MostEvidence && HasLetter(text.AsSpan(from, to - from)) && CountWords(text.AsSpan(from, to - from), 4) >= 4)
                sentences.Add(from..to);
        }

        if (sentences.Count == 0)
        {
            (int from, int to) = Trim(text, 0, text.Length);
            int most = from + MostEvidence;
            if (to > most)
            {
                int space = text.LastIndexOfAny([' ', '\n', '\t'], most, MostEvidence);
                (from, to) = Trim(text, from, space > from ? space : most);
            }

            sentences.Add(from..to);
        }

        return sentences;
    }

    private static bool HasLetter(ReadOnlySpan<char> text)
    {
        foreach (char c in text)
        {
            if (char.IsLetter(c))
                return true;
        }

        return false;
    }

    private static int CountWords(ReadOnlySpan<char> text, int enough)
    {
        int count = 0;
        bool inWord = false;
        foreach (char c in text)
        {
            bool isWord = !char.IsWhiteSpace(c);
            if (isWord && !inWord && ++count >= enough)
                return count;
            inWord = isWord;
        }

        return count;
    }

    private static (int From, int To) Trim(string text, int from, int to)
    {
        while (from < to && char.IsWhiteSpace(text[from]))
            from++;
        while (to > from && char.IsWhiteSpace(text[to - 1]))
            to--;
        return (from, to);
    }

    private static string Phrase(string sentence, ulong hash)
    {
        string[] words = sentence.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        int length = Math.Min(3 + (int)(hash % 4), words.Length);
        int first = (int)((hash >> 8) % (ulong)(words.Length - length + 1));
        string phrase = string.Join(' ', words, first, length).Trim(' ', '.', ',', ';', ':', '"', '(', ')');
        return phrase.Length > 0 ? phrase : "this page";
    }
}
