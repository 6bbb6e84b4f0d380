using System.Text;
using System.Text.Json;

namespace SynthGen.Documents.Sources.Json;

/// <summary>Puts the text of a page together from Vision's symbols and the breaks between them.</summary>
internal static class VisionPage
{
    /// <summary>Returns the page's text and the mean confidence of its words.</summary>
    public static (string Text, double? Confidence) Read(JsonElement page)
    {
        PageLines text = new();
        MeanConfidence confidence = default;
        StringBuilder paragraph = new();
        foreach (JsonElement words in page.Items("blocks").SelectMany(block => block.Items("paragraphs")))
        {
            foreach (JsonElement word in words.Items("words"))
            {
                confidence.Add(word.Share("confidence"));
                foreach (JsonElement symbol in word.Items("symbols"))
                    Append(paragraph, symbol);
            }

            text.AddParagraph(paragraph.ToString().TrimEnd());
            paragraph.Clear();
        }

        if (confidence.Value is null)
            confidence.Add(page.Share("confidence"));
        return (text.ToString(), confidence.Value);
    }

    private static void Append(StringBuilder text, JsonElement symbol)
    {
        JsonElement mark = symbol.Member("property")?.Member("detectedBreak") ?? default;
        string space = Space(mark.Member("type") ?? mark.Member("type_"));
        bool isBefore = mark.Member("isPrefix") is { ValueKind: JsonValueKind.True };
        text.Append(isBefore ? space : "").Append(symbol.Text("text")).Append(isBefore ? "" : space);
    }

    // Libraries write names or the numbers of the protocol. A hyphen is not in the text otherwise.
    private static string Space(JsonElement? type) => type switch
    {
        null => "",
        { ValueKind: JsonValueKind.Number } number => number.AsNumber("type") switch { 1 or 2 => " ", 3 or 5 => "\n", 4 => "-\n", _ => "" },
        { } name => name.AsText("type") switch { "SPACE" or "SURE_SPACE" => " ", "EOL_SURE_SPACE" or "LINE_BREAK" => "\n", "HYPHEN" => "-\n", _ => "" },
    };
}
