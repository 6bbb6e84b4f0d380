using System.Text.Json;
using System.Text.RegularExpressions;

namespace SynthGen.Documents.Sources.Json;

/// <summary>Reads Vision's pages, one response at a time.</summary>
internal sealed partial class VisionReader(VisionSource source, string[] paths, SourceContext context) : JsonDocumentReader(paths, VisionSource.Paths.Length, context)
{
    private readonly List<(int Path, JsonElement Value)> _bare = [];
    private string? _file;
    private int _last;

    /// <inheritdoc/>
    /// <remarks>The output files of one request name the same input.</remarks>
    public override bool IsContinuedBy(SourceBeginning next) =>
        _file is not null && source.Recognizes(next) && InputFile().Match(next.Text) is { Success: true } file && file.Groups[1].Value == _file;

    /// <inheritdoc/>
    protected override void Take(int path, JsonElement value)
    {
        switch (path)
        {
            case 0:
                TakeResponse(value, value.Member("fullTextAnnotation"), value.Member("textAnnotations"), value.Member("context"), value.Member("error"));
                break;
            case 5:
                _file = value.AsText("uri");
                break;
            default:
                _bare.Add((path, value.Clone()));
                break;
        }
    }

    /// <inheritdoc/>
    protected override void EndObject()
    {
        // A response that stands alone comes in its members.
        if (_bare.Count == 0)
            return;
        JsonElement? Bare(int path) => _bare.Find(member => member.Path == path).Value is { ValueKind: not (JsonValueKind.Null or JsonValueKind.Undefined) } value ? value : null;
        TakeResponse(default, Bare(1), Bare(2), Bare(3), Bare(4));
        _bare.Clear();
    }

    private void TakeResponse(JsonElement response, JsonElement? full, JsonElement? words, JsonElement? context, JsonElement? error)
    {
        // Requests of files have the responses of pages inside.
        if (response.Member("responses") is not null)
        {
            foreach (JsonElement inner in response.Items("responses"))
                TakeResponse(inner, inner.Member("fullTextAnnotation"), inner.Member("textAnnotations"), inner.Member("context"), inner.Member("error"));
            return;
        }

        int number = context?.Number("pageNumber") ?? _last + 1;
        if (number is < 1 or int.MaxValue)
            throw JsonMembers.Wrong($"a page has the number {number}");
        _last = number;
        if (error is { } fault)
        {
            Warn($"Page {number:N0} is missing: Vision reports the error {fault.Number("code")} in its place.");
            return;
        }

        if (full is not { } annotation)
        {
            Give(new SourcePage(words is { ValueKind: JsonValueKind.Array } && words.Value.GetArrayLength() > 0 ? words.Value[0].Text("description") ?? "" : "") { Number = number });
            return;
        }

        List<JsonElement> pages = [.. annotation.Items("pages")];
        foreach (JsonElement page in pages)
        {
            (string text, double? confidence) = VisionPage.Read(page);
            // Some requests ask for the text without its parts.
            if (text.Length == 0 && pages.Count == 1)
                text = annotation.Text("text") ?? "";
            Give(new SourcePage(text) { Number = number, Confidence = confidence });
            number = ++_last;
        }

        if (pages.Count == 0)
            Give(new SourcePage(annotation.Text("text") ?? "") { Number = number });
        else
            _last--;
    }

    [GeneratedRegex("\"gcs_?[sS]ource\"\\s*:\\s*\\{\\s*\"uri\"\\s*:\\s*\"([^\"]+)\"", RegexOptions.CultureInvariant)]
    private static partial Regex InputFile();
}
