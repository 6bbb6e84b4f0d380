using SynthGen.Documents;
using SynthGen.Documents.Measures;
using SynthGen.Text;

namespace SynthGen;

/// <summary>One page of an OCR'd document.</summary>
/// <remarks>
/// The measures (<see cref="WordCount"/>, <see cref="Quality"/>, <see cref="Kind"/>) are computed on first use, so that pages
/// of a large file that nobody filters cost nothing.
/// </remarks>
public sealed class OcrPage
{
    private int _wordCount = -1;
    private double _quality = -1;
    private int _kind = -1;
    private bool? _isReadAcross;

    /// <summary>Creates a page.</summary>
    /// <param name="number">The page's number from its marker; 0 for text before the first marker.</param>
    /// <param name="text">The page's text, lines ended by LF, without blank lines at its beginning and end.</param>
    /// <param name="source">The name of the document that the page came from; empty if unknown.</param>
    /// <param name="line">The line of the source on which the page begins, counted from 1.</param>
    /// <param name="label">The number as printed in the marker ("iv"), if it is not simply <paramref name="number"/>.</param>
    /// <param name="ordinal">The page's place in its document, from 1; null if it is simply <paramref name="number"/>.</param>
    /// <param name="confidence">The OCR engine's confidence in its words: their mean, from 0 to 1; null if unknown.</param>
    public OcrPage(int number, string text, string source = "", long line = 1, string? label = null, int? ordinal = null, double? confidence = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        Number = number;
        Ordinal = ordinal ?? number;
        Confidence = confidence;
        Text = text;
        Source = source ?? "";
        Line = line;
        Label = label ?? PageLabel.Of(number);
    }

    /// <summary>The page's number from its marker; 0 for text before the first marker.</summary>
    public int Number { get; }

    /// <summary>
    /// The number as printed in the marker: "iv" for a roman one, otherwise the digits of <see cref="Number"/>.
    /// </summary>
    public string Label { get; }

    /// <summary>
    /// The page's place in its document, counted from 1; 0 for text before the first marker. Numbers may repeat in a document,
    /// places do not.
    /// </summary>
    public int Ordinal { get; }

    /// <summary>The page's text, lines ended by LF, without blank lines at its beginning and end.</summary>
    public string Text { get; }

    /// <summary>The name of the document that the page came from; empty if unknown.</summary>
    public string Source { get; }

    /// <summary>The line of the source on which the page begins (its marker, if it has one), counted from 1.</summary>
    public long Line { get; }

    /// <summary>Length of <see cref="Text"/> in UTF-16 code units, the unit of evidence offsets.</summary>
    public int CharCount => Text.Length;

    /// <summary>
    /// Number of words: runs of non-space characters that hold at least one letter or digit. In scripts without spaces between
    /// words, two ideographs or four letters are one.
    /// </summary>
    public int WordCount => _wordCount >= 0 ? _wordCount : _wordCount = PageMeasure.CountWords(Text);

    /// <summary>
    /// The quality of the OCR, from 0 (garbage) to 1; see <see cref="PageMeasure.RateQuality"/>. Half of it if the page was read
    /// across two columns, which tears its sentences apart.
    /// </summary>
    public double Quality => _quality >= 0 ? _quality : _quality = PageMeasure.RateQuality(Text) * (IsReadAcross ? 0.5 : 1);

    /// <summary>The OCR engine's confidence in its words: their mean, from 0 to 1; null if the source has none.</summary>
    public double? Confidence { get; }

    /// <summary>The kind of the page; see <see cref="PageClassifier.Classify"/>.</summary>
    public PageKind Kind => (PageKind)(_kind >= 0 ? _kind : _kind = (int)PageClassifier.Classify(Text));

    /// <summary>Whether the page's lines were read across two columns; see <see cref="ColumnDetector"/>.</summary>
    internal bool IsReadAcross => _isReadAcross ??= ColumnDetector.IsReadAcross(Text);

    /// <summary>
    /// Whether the page is one of a shard's. What comes of it may then not depend on the pages before it, which other machines
    /// may have.
    /// </summary>
    internal bool IsOfShard { get; private init; }

    /// <summary>Returns the same page as one of a shard's.</summary>
    internal OcrPage OfShard() => new(Number, Text, Source, Line, Label, Ordinal, Confidence)
    {
        IsOfShard = true, _wordCount = _wordCount, _quality = _quality, _kind = _kind, _isReadAcross = _isReadAcross,
    };

    /// <summary>Returns the same page with another text, which is read across columns if this one's is.</summary>
    internal OcrPage WithText(string text) =>
        text == Text ? this : new(Number, text, Source, Line, Label, Ordinal, Confidence) { _isReadAcross = _isReadAcross, IsOfShard = IsOfShard };

    /// <summary>The page's label and source, for messages.</summary>
    public override string ToString() => PrintableText.Line(Source.Length == 0 ? $"page {Label}" : $"page {Label} of {Source}");
}
