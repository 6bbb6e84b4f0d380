namespace SynthGen.Documents.Sources.Json;

/// <summary>A page of Textract's: its lines, and the layout that groups them in reading order where the analysis had it.</summary>
internal sealed class TextractPage
{
    /// <summary>The confidence of its words.</summary>
    public MeanConfidence Confidence;

    private readonly List<(string Text, bool IsUsed)> _lines = [];
    private readonly List<Layout> _layouts = [];
    private readonly Dictionary<string, int> _lineOf = [];
    private readonly Dictionary<string, int> _layoutOf = [];

    /// <summary>Adds a line.</summary>
    public void AddLine(string? id, string text)
    {
        if (id is not null)
            _lineOf.TryAdd(id, _lines.Count);
        _lines.Add((text, false));
    }

    /// <summary>Adds a block of the layout.</summary>
    public void AddLayout(string? id, string type, List<string> children)
    {
        if (id is not null)
            _layoutOf.TryAdd(id, _layouts.Count);
        _layouts.Add(new Layout(type, children));
    }

    /// <summary>Returns the page's text: paragraphs in the order of the layout, then the lines that it does not mention.</summary>
    public SourcePage ToSourcePage(int number)
    {
        PageLines text = new();
        string? label = null;
        HashSet<int> inner = [.. _layouts.SelectMany(layout => layout.Children).Select(id => _layoutOf.GetValueOrDefault(id, -1))];
        for (int layout = 0; layout < _layouts.Count; layout++)
        {
            if (inner.Contains(layout))
                continue;
            string paragraph = Paragraph(layout);
            text.AddParagraph(paragraph);
            if (_layouts[layout].Type == "LAYOUT_PAGE_NUMBER")
                label ??= PrintedNumber.Read(paragraph);
        }

        text.Break();
        foreach ((string line, bool isUsed) in _lines)
        {
            if (!isUsed)
                text.Add(line);
        }

        return new SourcePage(text.ToString()) { Number = number, Label = label, Confidence = Confidence.Value };
    }

    // The items of a list are layout blocks themselves. Each block and line counts once, also in a circle.
    private string Paragraph(int layout)
    {
        PageLines text = new();
        HashSet<int> seen = [layout];
        Stack<string> rest = new(_layouts[layout].Children.AsEnumerable().Reverse());
        while (rest.TryPop(out string? id))
        {
            if (_lineOf.TryGetValue(id, out int line) && !_lines[line].IsUsed)
            {
                text.Add(_lines[line].Text);
                _lines[line] = (_lines[line].Text, true);
            }
            else if (_layoutOf.TryGetValue(id, out int child) && seen.Add(child))
            {
                foreach (string inner in _layouts[child].Children.AsEnumerable().Reverse())
                    rest.Push(inner);
            }
        }

        return text.ToString();
    }

    private readonly record struct Layout(string Type, List<string> Children);
}
