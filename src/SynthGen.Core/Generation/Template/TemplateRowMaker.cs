using SynthGen.Hashing;

namespace SynthGen.Generation.Template;

/// <summary>Creates rows: puts candidates into words for full-text searches, and takes questions for searches by meaning.</summary>
internal sealed class TemplateRowMaker
{
    /// <summary>The kind of questions in other words.</summary>
    public const string Topic = "topic";

    private const int WordingsPerFinding = 2;
    private const int QuestionsPerTopic = 4;
    private const int ChoicePerQuery = 10;
    private const double Chance = .3;
    private const double Telling = .3;

    private readonly IReadOnlyList<ToolDefinition> _available;
    private readonly TemplateTool[] _exact;
    private readonly TemplateTool[] _meaning;
    private readonly Provenance _provenance;
    private readonly int _choice;

    public TemplateRowMaker(IReadOnlyList<TemplateTool> tools, int queryPerPage, Provenance provenance)
    {
        _choice = queryPerPage * ChoicePerQuery;
        _available = tools.Select(tool => tool.Definition).ToArray();
        _exact = [.. tools.Where(tool => tool.Role != TemplateToolRole.Meaning)];
        _meaning = [.. tools.Where(tool => tool.Role != TemplateToolRole.Exact)];
        _provenance = provenance;
    }

    /// <summary>Returns the rows that a page allows, the most valuable first.</summary>
    /// <param name="page">The page.</param>
    /// <param name="candidates">What it can be asked for in its own words.</param>
    /// <param name="paraphrases">Questions about it in other words.</param>
    /// <param name="random">Chooses wordings and tools.</param>
    public List<SyntheticQuery> Make(OcrPage page, IReadOnlyList<Candidate> candidates, IReadOnlyList<Paraphrase> paraphrases, StableRandom random)
    {
        // A dense page allows hundreds; the best for each way of searching are sufficient.
        List<WeighedRow> rows = [];
        if (_exact.Length > 0)
            rows.AddRange(Exact(page, candidates, ref random));
        if (_meaning.Length > 0)
            rows.AddRange(Meaning(page, paraphrases, ref random));
        return [.. rows.OrderByDescending(row => row.Weight).Select(row => row.Row).DistinctBy(row => row.Query, StringComparer.OrdinalIgnoreCase)];
    }

    private List<WeighedRow> Exact(OcrPage page, IReadOnlyList<Candidate> candidates, ref StableRandom random)
    {
        List<Wording> wordings = [];
        foreach (Candidate candidate in candidates)
        {
            // A bare reference says nothing of what somebody wants to know of it.
            List<Frame> frames = [.. QueryTemplates.Of(candidate.Kind).Where(candidate.Fits)];
            List<Frame> telling = [.. frames.Where(frame => frame.Slots.Length > 1)];
            bool isReference = candidate.Kind is "provision" or "citation";
            for (int i = 0; i < WordingsPerFinding && frames.Count > 0; i++)
            {
                bool tells = isReference && telling.Count > 0;
                Frame frame = Take(tells ? telling : frames, ref random);
                wordings.Add(new Wording(candidate.Weight + (tells ? Telling : 0) + random.NextDouble() * Chance, candidate, frame));
            }
        }

        List<WeighedRow> rows = [];
        foreach ((double weight, Candidate candidate, Frame frame) in wordings.OrderByDescending(wording => wording.Weight).Take(_choice))
        {
            ToolCall call = _exact[random.Next(_exact.Length)].Call(Words(frame, candidate));
            rows.Add(new WeighedRow(weight, Row(page, frame.Fill(candidate.Slots), call, candidate.Evidence, candidate.Kind.StartsWith(QueryTemplates.VerbPrefix, StringComparison.Ordinal) ? "statement" : candidate.Kind)));
        }

        return rows;
    }

    private List<WeighedRow> Meaning(OcrPage page, IReadOnlyList<Paraphrase> paraphrases, ref StableRandom random)
    {
        List<Question> chosen = [];
        foreach (IGrouping<string, Paraphrase> topic in paraphrases.GroupBy(paraphrase => paraphrase.Topic))
        {
            List<Paraphrase> questions = [.. topic.DistinctBy(paraphrase => paraphrase.Text)];
            for (int i = 0; i < QuestionsPerTopic && questions.Count > 0; i++)
            {
                Paraphrase paraphrase = Take(questions, ref random);
                chosen.Add(new Question(paraphrase.Weight + random.NextDouble() * Chance, paraphrase));
            }
        }

        List<WeighedRow> rows = [];
        foreach ((double weight, Paraphrase paraphrase) in chosen.OrderByDescending(question => question.Weight).Take(_choice))
        {
            ToolCall call = _meaning[random.Next(_meaning.Length)].Call(paraphrase.Text.TrimEnd('?', '.'));
            rows.Add(new WeighedRow(weight, Row(page, paraphrase.Text, call, paraphrase.Evidence, Topic)));
        }

        return rows;
    }

    private SyntheticQuery Row(OcrPage page, string query, ToolCall call, Sentence evidence, string kind) => new(query, [call], page.Number)
    {
        Source = page.Source,
        Label = page.Label,
        Ordinal = page.Ordinal,
        Evidence = Evidence.At(page, evidence.Start, evidence.Length),
        AvailableTools = _available,
        Provenance = _provenance with { Kind = kind },
    };

    private static T Take<T>(List<T> items, ref StableRandom random)
    {
        int chosen = random.Next(items.Count);
        T item = items[chosen];
        items.RemoveAt(chosen);
        return item;
    }

    // The words of the page that the frame names, and the verb that it asks with in another form.
    private static string Words(Frame frame, Candidate candidate)
    {
        IEnumerable<char> slots = frame.Slots.Distinct();
        if (candidate.Slots.ContainsKey('v'))
            slots = slots.Take(1).Append('v').Concat(slots.Skip(1));
        return string.Join(' ', slots.Select(slot => Frame.WithoutArticle(candidate.Slots[slot])));
    }

    // Classes, not tuples: queries over values are compiled for each kind of value, in the first second of each run.
    private sealed record Wording(double Weight, Candidate Candidate, Frame Frame);

    private sealed record Question(double Weight, Paraphrase Paraphrase);

    private sealed record WeighedRow(double Weight, SyntheticQuery Row);
}
