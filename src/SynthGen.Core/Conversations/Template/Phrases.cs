using System.Text;
using SynthGen.Hashing;
using SynthGen.Text;

namespace SynthGen.Conversations.Template;

/// <summary>The wordings of Conversation.txt. Draws one after the other from a seed.</summary>
/// <param name="seed">The seed.</param>
internal sealed class Phrases(ulong seed)
{
    private static readonly Dictionary<string, List<string>> Sections = TextResource.Sections("Conversation.txt");

    private StableRandom _random = new(seed);

    /// <summary>Returns a number from 0 to below a limit.</summary>
    public int Next(int limit) => _random.Next(limit);

    /// <summary>Returns true once in so many times.</summary>
    public bool OneIn(int times) => _random.Next(times) == 0;

    /// <summary>Returns one of some things.</summary>
    public T One<T>(IReadOnlyList<T> items) => items[_random.Next(items.Count)];

    /// <summary>Returns a wording of a section with its places filled: {page}, {quote}.</summary>
    /// <param name="section">The section.</param>
    /// <param name="places">What stands in its places.</param>
    public string Say(string section, params ReadOnlySpan<(string Name, string Value)> places) => Fill(One(Sections[section]), places);

    /// <summary>Returns a wording as <see cref="Say"/> does, or null, which stands for saying nothing.</summary>
    public string? SayOrNot(string section, params ReadOnlySpan<(string Name, string Value)> places) => OneIn(2) ? Say(section, places) : null;

    /// <summary>Returns a list in words: "12, 15 and 20".</summary>
    public static string List(IReadOnlyList<string> items) =>
        items.Count < 2 ? string.Concat(items) : $"{string.Join(", ", items.Take(items.Count - 1))} and {items[^1]}";

    /// <summary>Fills the places of a wording, all at once: what is filled in is not read again.</summary>
    internal static string Fill(string wording, params ReadOnlySpan<(string Name, string Value)> places)
    {
        StringBuilder text = new();
        for (int i = 0; i < wording.Length; i++)
        {
            int close = wording[i] == '{' ? wording.IndexOf('}', i) : -1;
            if (close < 0)
            {
                text.Append(wording[i]);
                continue;
            }

            ReadOnlySpan<char> name = wording.AsSpan(i + 1, close - i - 1);
            foreach ((string place, string value) in places)
            {
                if (name.SequenceEqual(place))
                    text.Append(value);
            }

            i = close;
        }

        if (text.Length > 0 && char.IsLower(text[0]))
            text[0] = char.ToUpperInvariant(text[0]);
        return text.ToString();
    }
}
