using SynthGen.Documents.Numbers;

namespace SynthGen.Documents.Sources.Json;

/// <summary>A page of docling's: its heads, its body and its feet.</summary>
internal sealed class DoclingPage
{
    private readonly PageLines _heads = new();
    private readonly PageLines _body = new();
    private readonly PageLines _feet = new();
    private bool _isInList;
    private string? _label;

    /// <summary>Adds the text of an item.</summary>
    /// <param name="label">The item's kind.</param>
    /// <param name="text">The text.</param>
    /// <param name="isInList">Whether it is an item of a list, which stand together.</param>
    public void Add(string label, string text, bool isInList)
    {
        if (label == "page_header" || label == "page_footer")
        {
            (label == "page_header" ? _heads : _feet).Add(text);
            // Heads and feet are of many kinds; one that is a number alone is the page's.
            _label ??= PrintedNumber.Read(text) is { } number && PageNumber.TryParse(number, out _) ? number : null;
            return;
        }

        if (!isInList || !_isInList)
            _body.Break();
        _isInList = isInList;
        _body.Add(text);
    }

    /// <summary>Returns the page.</summary>
    public SourcePage ToSourcePage(int number)
    {
        PageLines text = new();
        text.AddParagraph(_heads.ToString());
        text.AddParagraph(_body.ToString());
        text.AddParagraph(_feet.ToString());
        return new SourcePage(text.ToString()) { Number = number, Label = _label };
    }
}
