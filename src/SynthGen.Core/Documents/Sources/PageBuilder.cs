using System.Text;

namespace SynthGen.Documents.Sources;

/// <summary>Builds the text of a page of the words, lines and paragraphs that a format gives, and the mean of their confidences.</summary>
internal sealed class PageBuilder
{
    private readonly StringBuilder _text = new();
    private bool _isWordOver;
    private bool _isLineOver;
    private bool _isParagraphOver;
    private MeanConfidence _confidence;

    /// <summary>Whether nothing was added yet.</summary>
    public bool IsEmpty => _text.Length == 0;

    /// <summary>The mean of the confidences; null if there are none.</summary>
    public double? Confidence => _confidence.Value;

    /// <summary>Adds text to the current line. Each run of blanks in it is one space.</summary>
    /// <exception cref="SourceException">The page is too long.</exception>
    public void Add(ReadOnlySpan<char> text)
    {
        if (_text.Length + text.Length > PageSplitter.DefaultMaxPageLength)
            throw new SourceException($"A page is longer than {PageSplitter.DefaultMaxPageLength:N0} characters.", "Check that the document is whole.");
        while (!text.IsEmpty)
        {
            int length = 0;
            while (length < text.Length && !char.IsWhiteSpace(text[length]))
                length++;
            if (length > 0)
                Append(text[..length]);
            _isWordOver |= length < text.Length;
            text = text[Math.Min(length + 1, text.Length)..];
        }
    }

    /// <summary>Adds a word.</summary>
    /// <param name="word">The word.</param>
    /// <param name="confidence">The engine's confidence in it, from 0 to 1; null if unknown.</param>
    public void AddWord(ReadOnlySpan<char> word, double? confidence)
    {
        if (word.IsWhiteSpace())
            return;
        EndWord();
        Add(word);
        Rate(confidence);
    }

    /// <summary>Adds lines, each ended by a line feed.</summary>
    public void AddLines(ReadOnlySpan<char> text)
    {
        foreach (ReadOnlySpan<char> line in text.EnumerateLines())
        {
            EndLine();
            Add(line);
        }
    }

    /// <summary>Counts a confidence, from 0 to 1; null and what is out of range does not count.</summary>
    public void Rate(double? confidence)
    {
        if (confidence is >= 0 and <= 1)
            _confidence.Add(confidence);
    }

    /// <summary>Adds what another builder holds, as a paragraph.</summary>
    public void Add(PageBuilder other)
    {
        EndParagraph();
        if (other.IsEmpty)
            return;
        Append(other._text.ToString());
        _confidence.Add(other._confidence);
        EndParagraph();
    }

    /// <summary>Ends the current word.</summary>
    public void EndWord() => _isWordOver = true;

    /// <summary>Ends the current line.</summary>
    public void EndLine() => _isLineOver = true;

    /// <summary>Ends the current paragraph.</summary>
    public void EndParagraph() => _isParagraphOver = true;

    /// <summary>The text of the page.</summary>
    public override string ToString() => _text.ToString();

    private void Append(ReadOnlySpan<char> text)
    {
        if (_text.Length > 0)
        {
            if (_isParagraphOver)
                _text.Append("\n\n");
            else if (_isLineOver)
                _text.Append('\n');
            else if (_isWordOver && !(IsWrittenClose(_text[^1]) && IsWrittenClose(text[0])))
                _text.Append(' ');
        }

        _isWordOver = _isLineOver = _isParagraphOver = false;
        _text.Append(text);
    }

    // Chinese and Japanese have no spaces between words, but engines divide their lines into words too.
    private static bool IsWrittenClose(char c) => c is >= '\u3000' and <= '\u30FF' or >= '\u3400' and <= '\u9FFF' or >= '\uF900' and <= '\uFAFF' or >= '\uFF00' and <= '\uFF60';
}
