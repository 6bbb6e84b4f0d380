using SynthGen.Generation.Template;
using SynthGen.Retrieval.Graph;
using SynthGen.Rows;

namespace SynthGen.Generation.Graph;

/// <summary>A name in a cleaned sentence.</summary>
internal readonly record struct FoundName(string Name, PageGraphKind Kind, int Start, int End);

/// <summary>Finds the places in the page of parts of a sentence that was cleaned: letters are the same, blanks and hyphens are not.</summary>
internal sealed class SentencePlaces(OcrPage page, Sentence sentence)
{
    private readonly FoldedText _raw = FoldedText.Of(page.Text.AsSpan(sentence.Start, sentence.Length));
    private readonly FoldedText _clean = FoldedText.Of(sentence.Text);

    /// <summary>Returns a name with its place in the page; null if the letters there are others.</summary>
    public Entity? Locate(FoundName found)
    {
        int first = _clean.LetterAt(found.Start), end = _clean.LetterAt(found.End);
        if (first >= end || end > _raw.Length || !_raw.Letters[first..end].SequenceEqual(_clean.Letters[first..end]))
            return null;

        int start = _raw.OffsetOf(first);
        return new Entity(found.Name, found.Kind, sentence.Start + start, _raw.OffsetOf(end - 1) + 1 - start);
    }
}
