namespace SynthGen.Documents.Sources.Hocr;

/// <summary>Makes pages of the tags and texts of hOCR.</summary>
/// <remarks>
/// Where an element begins decides, not where it ends: many writers leave elements open. Only the end of a page is looked
/// for, by counting tags of its name.
/// </remarks>
/// <param name="reader">The document.</param>
internal sealed class HocrPages(MarkupReader reader)
{
    private readonly PhysicalNumber _numbers = new(first: 0);
    private readonly Confidences _others = new();
    private PageBuilder? _page;
    private string _pageTag = "";
    private int _depth;
    private int? _number;
    private string? _label;
    private long _line;
    private double? _word;
    private bool _isOfLetters;
    private bool _hasBegun;
    private bool _hasEnded;
    private bool _opened;

    /// <summary>Reads the next page; null at the end.</summary>
    /// <exception cref="SourceException">The document breaks off within a page.</exception>
    public SourcePage? Read()
    {
        if (_opened)
        {
            _opened = false;
            Begin();
        }

        while (true)
        {
            SourcePage? finished = null;
            switch (reader.Read())
            {
                case MarkupKind.Text:
                    Take(reader.Text);
                    break;
                case MarkupKind.Open:
                    finished = Open();
                    break;
                case MarkupKind.Close:
                    finished = Close();
                    break;
                default:
                    return End();
            }

            if (finished is not null)
                return finished;
        }
    }

    private SourcePage? Open()
    {
        _hasBegun |= reader.Name is "html" or "body";
        string? classes = reader.Name == "br" ? null : reader.Attribute("class");
        string kind = (classes ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault(name => name.StartsWith("ocr", StringComparison.Ordinal) || name == "xocr_word") ?? "";
        if (kind == "ocr_page")
        {
            SourcePage? finished = Finish();
            if (finished is null)
                Begin();
            _opened = finished is not null;
            return finished;
        }

        if (_page is null && kind is "ocr_line" or "ocrx_line" or "ocrx_word" or "ocr_word" or "ocr_par")
            Begin();
        if (_page is null)
            return null;
        if (reader.Name == _pageTag)
            _depth++;
        Break(kind);
        return null;
    }

    private void Break(string kind)
    {
        switch (kind)
        {
            case "ocrx_word" or "ocr_word" or "xocr_word":
                _page!.EndWord();
                _word = HocrTitle.Confidence(reader.Attribute("title")) ?? _word;
                _isOfLetters = false;
                break;
            case "ocrx_cinfo" or "ocr_cinfo":
                _isOfLetters = true;
                break;
            case "ocr_line" or "ocrx_line" or "ocr_header" or "ocr_footer" or "ocr_textfloat" or "ocr_caption":
                _page!.EndLine();
                _others.Add(HocrTitle.Confidence(reader.Attribute("title")));
                _isOfLetters = false;
                break;
            case "" when reader.Name is "br" or "p" or "div" or "li" or "tr" or "td":
                _page!.EndLine();
                break;
            case not "" when reader.Name is not "span" || kind is "ocr_par" or "ocr_carea" or "ocrx_block":
                _page!.EndParagraph();
                break;
        }
    }

    private SourcePage? Close()
    {
        _hasEnded |= reader.Name is "html" or "body";
        if (_page is null)
            return null;
        if (reader.Name is "p" or "div")
            _page.EndLine();
        return reader.Name == _pageTag && --_depth == 0 || reader.Name is "html" or "body" ? Finish() : null;
    }

    private void Take(string text)
    {
        if (_page is null)
            return;
        // Where each letter is an element, blanks stand between the letters.
        _page.Add(_isOfLetters ? text.AsSpan().Trim() : text);
        if (_word is null || string.IsNullOrWhiteSpace(text))
            return;
        _page.Rate(_word);
        _word = null;
    }

    private void Begin()
    {
        bool isPage = reader.Attribute("class")?.Contains("ocr_page", StringComparison.Ordinal) == true;
        string? title = isPage ? reader.Attribute("title") : null;
        _page = new PageBuilder();
        (_pageTag, _depth) = isPage ? (reader.Name, 1) : ("", 0);
        _number = _numbers.Of(HocrTitle.Number(title, "ppageno"));
        _label = HocrTitle.Value(title, "lpageno");
        _line = reader.Line;
        _word = null;
        _others.Clear();
        _others.Add(HocrTitle.Confidence(title));
    }

    private SourcePage? Finish()
    {
        if (_page is not { } page)
            return null;
        _page = null;
        return new SourcePage(page.ToString()) { Number = _number, Label = _label, Line = _line, Confidence = page.Confidence ?? _others.Mean };
    }

    private SourcePage? End() => _page is not null && (reader.IsCut || (_hasBegun && !_hasEnded))
        ? throw new SourceException($"The document breaks off within the page that begins on line {_line}.", "Check that it was written and copied whole; that page is left out.")
        : Finish();

    private sealed class Confidences
    {
        private readonly List<double> _values = [];

        public double? Mean => _values.Count == 0 ? null : _values.Average();

        public void Add(double? value)
        {
            if (value is >= 0 and <= 1)
                _values.Add(value.Value);
        }

        public void Clear() => _values.Clear();
    }
}
