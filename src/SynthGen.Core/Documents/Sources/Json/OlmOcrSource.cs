using System.Text.Json;

namespace SynthGen.Documents.Sources.Json;

/// <summary>Lines of olmOCR: each is a document, with the places of its pages in its text.</summary>
internal sealed class OlmOcrSource() : JsonSource("OlmOcr", "documents of olmOCR")
{
    private static readonly string[] Paths = ["text", "metadata", "attributes"];

    /// <inheritdoc/>
    public override PartedDocument Begin(SourceContext context) => new Reader(Below(Paths), context);

    /// <inheritdoc/>
    protected override bool Fits(Func<string, bool> has) => has("attributes/pdfpagenumbers") || has("metadata/olmocrversion");

    private sealed class Reader(string[] paths, SourceContext context) : JsonDocumentReader(paths, Paths.Length, context)
    {
        private readonly DocumentNames _names = new();
        private string? _text;
        private string? _file;
        private List<(int Start, int End, int Page)>? _places;

        protected override void Take(int path, JsonElement value)
        {
            if (path == 0)
                _text = value.ValueKind == JsonValueKind.Null ? "" : value.AsText("text");
            else if (path == 1)
                _file = value.Text("Source-File") ?? value.Text("sourceFile");
            else if (value.Member("pdfPageNumbers") is not null)
                _places = [.. value.Items("pdfPageNumbers").Select(Place)];
        }

        protected override void EndObject()
        {
            if (_text is null || _places is null)
                throw JsonMembers.Wrong($"the document on line {Line:N0} has no {(_text is null ? "'text'" : "'pdf_page_numbers'")}");

            CodePointText text = new(_text);
            string name = _names.Next(_file);
            for (int page = 0; page < _places.Count; page++)
            {
                (int start, int end, int number) = _places[page];
                // The blanks at the end of the document are counted, and then cut off.
                if (page == _places.Count - 1 && start <= end)
                    (start, end) = (Math.Min(start, text.Length), Math.Min(end, text.Length));
                Give(new SourcePage(text.Slice(start, end)) { Number = number, Line = Line, Document = name });
            }

            (_text, _file, _places) = (null, null, null);
        }

        private static (int Start, int End, int Page) Place(JsonElement place)
        {
            int[] numbers = place.ValueKind == JsonValueKind.Array ? [.. place.EnumerateArray().Select(number => number.AsNumber("pdf_page_numbers"))] : [];
            return numbers is [int start, int end, >= 0 and int page] ? (start, end, page) : throw JsonMembers.Wrong("'pdf_page_numbers' has an entry that is not a start, an end and a page");
        }
    }
}
