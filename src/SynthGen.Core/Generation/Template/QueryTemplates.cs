using System.Text;
using SynthGen.Generation.Template.Finders;
using SynthGen.Quality;
using SynthGen.Text;

namespace SynthGen.Generation.Template;

/// <summary>The tools that a frame's query calls.</summary>
internal enum FrameTools
{
    /// <summary>Full-text search for words of the page.</summary>
    Exact,

    /// <summary>Vector search for the meaning.</summary>
    Meaning,

    /// <summary>One of each.</summary>
    Both,
}

/// <summary>A wording with slots.</summary>
internal sealed class Frame(string text, FrameTools tools)
{
    /// <summary>The tools that its query calls.</summary>
    public FrameTools Tools { get; } = tools;

    /// <summary>The slot letters, in order.</summary>
    public string Slots { get; } = string.Concat(text.Split('{').Skip(1).Select(part => part[part.IndexOf('}') - 1]));

    /// <summary>Whether there is something for each slot.</summary>
    public bool Fits(IReadOnlyDictionary<char, string> slots) => Slots.All(slots.ContainsKey);

    /// <summary>Returns the query with its slots filled, with a capital first letter if it is a sentence.</summary>
    public string Fill(IReadOnlyDictionary<char, string> slots)
    {
        StringBuilder query = new();
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] != '{')
            {
                query.Append(text[i]);
                continue;
            }

            int close = text.IndexOf('}', i);
            string slot = slots[text[close - 1]];
            if (close - i > 2)
                query.Append(DateFinder.Preposition(slot)).Append(' ');
            query.Append(slot);
            if (slot.EndsWith('s') && text.AsSpan(close + 1).StartsWith("'s"))
            {
                query.Append('\'');
                close += 2;
            }

            i = close;
        }

        if (text[^1] is '?' or '.' && char.IsLower(query[0]))
            query[0] = char.ToUpperInvariant(query[0]);
        return query.ToString();
    }
}

/// <summary>The wordings of Frames.txt by kind.</summary>
internal static class QueryTemplates
{
    private const string VerbPrefix = "verb ";
    private static readonly Dictionary<string, List<Frame>> Frames = Load();

    /// <summary>Returns the frames of a kind; empty if the kind is unknown.</summary>
    public static IReadOnlyList<Frame> Of(string kind) => Frames.GetValueOrDefault(kind) ?? [];

    /// <summary>Returns the kind of a verb's frames, or null if the verb is unknown.</summary>
    public static string? OfVerb(string past) => Frames.ContainsKey(VerbPrefix + past) ? VerbPrefix + past : null;

    private static Dictionary<string, List<Frame>> Load()
    {
        Dictionary<string, List<Frame>> frames = [];
        List<Frame> current = [];
        FrameTools tools = FrameTools.Exact;
        foreach (string line in TextResource.Lines("Frames.txt").Where(line => line.Length > 0))
        {
            if (line.StartsWith('['))
            {
                string[] head = line.Trim('[', ']').Split(": ");
                tools = Enum.Parse<FrameTools>(head[1], ignoreCase: true);
                frames[head[0]] = current = [];
            }
            else
            {
                current.Add(new Frame(line, tools));
            }
        }

        return frames;
    }
}
