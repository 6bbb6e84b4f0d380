using System.Text;
using SynthGen.Generation.Template.Finders;
using SynthGen.Text;

namespace SynthGen.Generation.Template;

/// <summary>A wording with slots.</summary>
internal sealed class Frame(string text)
{
    /// <summary>The slot letters, in order.</summary>
    public string Slots { get; } = string.Concat(text.Split('{').Skip(1).Select(part => part[part.IndexOf('}') - 1]));

    /// <summary>Whether there is something for each slot.</summary>
    public bool Fits(IReadOnlyDictionary<char, string> slots) => Slots.All(slots.ContainsKey);

    /// <summary>Returns the query with its slots filled: with a capital first letter if it is a sentence, without articles if it is a list of words.</summary>
    public string Fill(IReadOnlyDictionary<char, string> slots)
    {
        bool isList = !text.AsSpan().ContainsAny("?.") && text.Split('{', '}').Where((_, i) => i % 2 == 0).All(between => between.Trim(' ', ',').Length == 0);
        StringBuilder query = new();
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] != '{')
            {
                query.Append(text[i]);
                continue;
            }

            int close = text.IndexOf('}', i);
            string slot = isList ? WithoutArticle(slots[text[close - 1]]) : slots[text[close - 1]];
            if (close - i > 2)
                query.Append(DateFinder.Preposition(slot)).Append(' ');
            query.Append(slot);
            if (slot.EndsWith('s') && text.AsSpan(close + 1).StartsWith("'s"))
            {
                query.Append('\'');
                close += 2;
            }

            i = slot.EndsWith('.') && text.AsSpan(close + 1) is "." ? close + 1 : close;
        }

        if (text[^1] is '?' or '.' && char.IsLower(query[0]))
            query[0] = char.ToUpperInvariant(query[0]);
        return query.ToString();
    }

    /// <summary>Returns the words of a slot as a search takes them.</summary>
    public static string WithoutArticle(string slot) =>
        slot.StartsWith("the ", StringComparison.Ordinal) ? slot[4..]
        : slot.StartsWith("a ", StringComparison.Ordinal) ? slot[2..]
        : slot.StartsWith("an ", StringComparison.Ordinal) ? slot[3..] : slot;
}

/// <summary>The wordings of Frames.txt by kind.</summary>
internal static class QueryTemplates
{
    /// <summary>What the kinds of verbs' frames begin with.</summary>
    public const string VerbPrefix = "verb ";

    private static readonly Dictionary<string, List<Frame>> Frames = TextResource.Sections("Frames.txt")
        .ToDictionary(section => section.Key, section => section.Value.ConvertAll(line => new Frame(line)));

    /// <summary>Returns the frames of a kind; empty if the kind is unknown.</summary>
    public static IReadOnlyList<Frame> Of(string kind) => Frames.GetValueOrDefault(kind) ?? [];

    /// <summary>Returns the kind of a verb's frames, or null if the verb is unknown.</summary>
    public static string? OfVerb(string past) => Frames.ContainsKey(VerbPrefix + past) ? VerbPrefix + past : null;
}
