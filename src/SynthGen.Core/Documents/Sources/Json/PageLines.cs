using System.Text;

namespace SynthGen.Documents.Sources.Json;

/// <summary>Collects the text of a page: lines, with a blank line between paragraphs.</summary>
internal sealed class PageLines
{
    private readonly StringBuilder _text = new();
    private bool _isBroken;

    /// <summary>Adds a line, or a text of several.</summary>
    public void Add(string line)
    {
        if (_text.Length > 0)
            _text.Append(_isBroken ? "\n\n" : "\n");
        _text.Append(line);
        _isBroken = false;
    }

    /// <summary>Ends the paragraph.</summary>
    public void Break() => _isBroken = true;

    /// <summary>Adds a paragraph; one that is null or empty is left out.</summary>
    public void AddParagraph(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return;
        Break();
        Add(text);
        Break();
    }

    /// <summary>The text.</summary>
    public override string ToString() => _text.ToString();
}
