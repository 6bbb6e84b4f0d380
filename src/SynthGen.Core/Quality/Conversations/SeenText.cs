using SynthGen.Conversations;
using SynthGen.Rows;
using SynthGen.Text;

namespace SynthGen.Quality.Conversations;

/// <summary>A text that the assistant has seen: a turn of the user, the passage of a page, another result.</summary>
/// <param name="Message">The place of its message.</param>
/// <param name="Text">The text.</param>
/// <param name="Page">The page whose passage it is; null for other texts.</param>
internal sealed record SeenPart(int Message, string Text, ShownPage? Page)
{
    private QueryWords? _words;
    private EvidenceLocator? _locator;
    private string? _letters;

    /// <summary>Its words.</summary>
    public QueryWords Words => _words ??= new QueryWords(Text);

    /// <summary>Its letters and figures.</summary>
    public string Letters => _letters ??= FoldedText.Of(Text).Letters.ToString();

    /// <summary>Whether it holds each part of a quote, misread letters aside.</summary>
    public bool Holds(string quote) => QuoteParts.Of(quote).All(part => (_locator ??= new EvidenceLocator(new OcrPage(1, Text))).Locate(part) is not null);
}

/// <summary>All that the assistant has seen at some place of a conversation.</summary>
internal sealed class SeenText(IReadOnlyList<SeenPart> parts) : IKnownWords
{
    /// <summary>The texts, in order.</summary>
    public IReadOnlyList<SeenPart> Parts => parts;

    /// <inheritdoc/>
    public bool Has(ContentWord word) => parts.Any(part => part.Words.Has(word));

    /// <inheritdoc/>
    public bool HasRelated(ContentWord word) => parts.Any(part => part.Words.HasRelated(word));

    /// <inheritdoc/>
    public HashSet<string> SpelledOut(List<ContentWord> words)
    {
        HashSet<string> spelled = new(StringComparer.Ordinal);
        foreach (SeenPart part in parts)
            spelled.UnionWith(part.Words.SpelledOut(words));
        return spelled;
    }

    /// <summary>Whether a long word is known but for one letter: a model mends what OCR has misread.</summary>
    public bool HasNear(ContentWord word) => parts.Any(part => part.Words.HasNear(word));

    /// <summary>Whether one of the texts holds a quote, misread letters aside.</summary>
    public bool Holds(string quote) => parts.Any(part => part.Holds(quote));

    /// <summary>Returns what is seen of a page, with what belongs to no page.</summary>
    public SeenText Of(IReadOnlySet<ShownPage> pages) => new([.. parts.Where(part => part.Page is null || pages.Contains(part.Page))]);
}
