using System.Text.Json;

namespace SynthGen.Documents.Sources.Json;

/// <summary>Responses of Mistral OCR: one, or the lines of a batch, each of which is a document.</summary>
internal sealed class MistralSource() : JsonSource("MistralOcr", "a response of Mistral OCR", "", "response/body", "body")
{
    private static readonly string[] Paths = ["pages/*", "customid", "response/statuscode", "error"];

    /// <inheritdoc/>
    public override PartedDocument Begin(SourceContext context) => new Reader(Below(Paths), context);

    /// <inheritdoc/>
    protected override bool Fits(Func<string, bool> has) =>
        has("pages/*/markdown") || (has("pages/*/index") && has("pages/*/dimensions/dpi")) || (has("pages/*/images/*/imagebase64") && has("pages/*/dimensions/dpi")) || (has("usageinfo/pagesprocessed") && has("pages"));

    private sealed class Reader(string[] paths, SourceContext context) : JsonDocumentReader(paths, Paths.Length, context)
    {
        private readonly DocumentNames _names = new();
        private readonly List<SourcePage> _pages = [];
        private string? _document;
        private int _before;
        private int _last;

        protected override void Take(int path, JsonElement value)
        {
            switch (path)
            {
                case 0:
                    _pages.Add(Page(value));
                    break;
                case 1 when value.ValueKind == JsonValueKind.String:
                    _document = _names.Next(value.AsText("custom_id"));
                    break;
                case 2 when value.ValueKind == JsonValueKind.Number && value.AsNumber("status_code") is not 200 and int status:
                    Warn($"The request on line {Line:N0} has no pages: it failed with status {status}.");
                    break;
                case 3 when value.ValueKind != JsonValueKind.Null:
                    Warn($"The request on line {Line:N0} has an error instead of pages.");
                    break;
            }
        }

        protected override void EndObject()
        {
            foreach (SourcePage page in _pages)
                Give(page with { Document = _document });
            _pages.Clear();
            // Responses after one another that have no names are counted on.
            _before = _last = _document is null ? _last : 0;
            _document = null;
        }

        private SourcePage Page(JsonElement page)
        {
            int index = page.Number("index") ?? _last - _before;
            if (index < 0 || (long)_before + index >= int.MaxValue - 1)
                throw JsonMembers.Wrong($"a page has the index {index}");
            int number = _before + index + 1;
            _last = Math.Max(_last, number);

            PageLines text = new();
            text.AddParagraph(page.Text("header"));
            text.AddParagraph(WithTables(page));
            text.AddParagraph(page.Text("footer"));
            return new SourcePage(text.ToString()) { Number = number, Line = Line };
        }

        // With a format for tables, the text links to them.
        private static string WithTables(JsonElement page)
        {
            string text = page.Text("markdown") ?? "";
            foreach (JsonElement table in page.Items("tables"))
            {
                if (table.Text("id") is { Length: > 0 } id && table.Text("content") is { } content)
                    text = text.Replace($"[{id}]({id})", content, StringComparison.Ordinal);
            }

            return text;
        }
    }
}
