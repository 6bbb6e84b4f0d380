using SynthGen.Hashing;
using SynthGen.Text;

namespace SynthGen.Generation.Template;

/// <summary>Creates rows from candidates: chooses wordings and fills in the calls.</summary>
internal sealed class TemplateRowMaker
{
    private const int WordingsPerFinding = 2;
    private const int ChoicePerQuery = 6;

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

    /// <summary>Returns the rows that a page's candidates allow, the most valuable first.</summary>
    public List<SyntheticQuery> Make(OcrPage page, IReadOnlyList<Candidate> findings, StableRandom random)
    {
        List<(double Weight, Candidate Candidate, Frame Frame)> wordings = [];
        foreach (Candidate finding in findings)
        {
            List<Frame> frames = [.. QueryTemplates.Of(finding.Kind).Where(frame => frame.Fits(finding.Slots))];
            for (int i = 0; i < WordingsPerFinding && frames.Count > 0; i++)
            {
                int chosen = random.Next(frames.Count);
                wordings.Add((finding.Weight + random.NextDouble() * .3, finding, frames[chosen]));
                frames.RemoveAt(chosen);
            }
        }

        // A dense page allows hundreds; the best for each combination of tools are sufficient.
        List<SyntheticQuery> rows = [];
        foreach ((_, Candidate finding, Frame frame) in wordings.OrderByDescending(wording => wording.Weight)
            .GroupBy(wording => wording.Frame.Tools).SelectMany(group => group.Take(_choice)).OrderByDescending(wording => wording.Weight))
        {
            if (MakeRow(page, finding, frame, ref random) is { } row)
                rows.Add(row);
        }

        return [.. rows.DistinctBy(row => row.Query, StringComparer.OrdinalIgnoreCase)];
    }

    private SyntheticQuery? MakeRow(OcrPage page, Candidate finding, Frame frame, ref StableRandom random)
    {
        Dictionary<char, string> slots = new(finding.Slots);
        foreach (char slot in frame.Slots)
        {
            if (slot is 'c' or 'd' && !ChooseSaying(slots, slot, finding.Evidence, ref random))
                return null;
        }

        List<ToolCall> calls = [];
        if (frame.Tools != FrameTools.Meaning && _exact.Length > 0)
            calls.Add(_exact[random.Next(_exact.Length)].Call(Words(frame, slots, frame.Tools == FrameTools.Both ? "xnmkw" : "xnmkwcd")));
        if (frame.Tools != FrameTools.Exact && _meaning.Length > 0)
            calls.Add(_meaning[random.Next(_meaning.Length)].Call(Words(frame, slots, frame.Tools == FrameTools.Both ? "cd" : "xnmkwcd")));
        if (calls.Count != (frame.Tools == FrameTools.Both ? 2 : 1) || (calls.Count == 2 && calls[0].Name == calls[1].Name))
            return null;

        return new SyntheticQuery(frame.Fill(slots), calls, page.Number)
        {
            Source = page.Source,
            Label = page.Label,
            Ordinal = page.Ordinal,
            Evidence = Evidence.At(page, finding.Evidence.Start, finding.Evidence.Length),
            AvailableTools = _available,
            Provenance = _provenance,
        };
    }

    // A wording that repeats the page would be found by its words and teach nothing about meaning.
    private static bool ChooseSaying(Dictionary<char, string> slots, char slot, Sentence evidence, ref StableRandom random)
    {
        List<string> sayings = [.. slots[slot].Split('\n').Where(saying => Shared(saying, evidence.Text) < .34)];
        if (sayings.Count == 0)
            return false;
        slots[slot] = sayings[random.Next(sayings.Count)];
        return true;
    }

    private static double Shared(string saying, string sentence)
    {
        string[] words = [.. saying.Split(' ').Where(word => word.Length > 3 && !WordLists.Stop.Contains(word))];
        int shared = words.Count(word => sentence.Contains(word.Length > 5 ? word[..5] : word, StringComparison.OrdinalIgnoreCase));
        return words.Length == 0 ? 0 : (double)shared / words.Length;
    }

    private static string Words(Frame frame, Dictionary<char, string> slots, string wanted) =>
        string.Join(' ', frame.Slots.Where(slot => wanted.Contains(slot)).Distinct().Select(slot => WithoutArticle(slots[slot])));

    private static string WithoutArticle(string text) =>
        text.StartsWith("the ", StringComparison.Ordinal) ? text[4..]
        : text.StartsWith("a ", StringComparison.Ordinal) ? text[2..]
        : text.StartsWith("an ", StringComparison.Ordinal) ? text[3..] : text;
}
