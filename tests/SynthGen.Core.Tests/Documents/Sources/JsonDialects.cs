using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SynthGen.Core.Tests.Documents.Sources;

/// <summary>Writes pages in each dialect of JSON, as its published schema has it. Words have the confidence .9.</summary>
internal static class JsonDialects
{
    public static IReadOnlyDictionary<string, Func<IReadOnlyList<KnownPage>, JsonNode>> All { get; } =
        new Dictionary<string, Func<IReadOnlyList<KnownPage>, JsonNode>>
        {
            ["Textract"] = Textract,
            ["AzureDocumentIntelligence"] = Azure,
            ["DocumentAI"] = DocumentAI,
            ["GoogleVision"] = Vision,
            ["Docling"] = Docling,
            ["MistralOcr"] = Mistral,
            ["OlmOcr"] = OlmOcr,
        };

    public static JsonNode Textract(IReadOnlyList<KnownPage> pages) => Textract(pages, 1, pages.Count, nextToken: null);

    public static JsonNode Textract(IReadOnlyList<KnownPage> pages, int first, int total, string? nextToken, bool withLayout = true)
    {
        JsonArray blocks = [];
        for (int i = 0; i < pages.Count; i++)
        {
            int page = first + i;
            blocks.Add(new JsonObject { ["BlockType"] = "PAGE", ["Id"] = $"p{page}", ["Page"] = page });
            int line = 0;
            foreach (string text in pages[i].Lines)
            {
                blocks.Add(new JsonObject { ["BlockType"] = "LINE", ["Id"] = $"l{page}-{line++}", ["Text"] = text, ["Confidence"] = 90.0, ["Page"] = page });
                foreach (string word in Words(text))
                    blocks.Add(new JsonObject { ["BlockType"] = "WORD", ["Id"] = $"w{page}", ["Text"] = word, ["Confidence"] = 90.0, ["TextType"] = "PRINTED", ["Page"] = page });
            }

            line = 0;
            foreach (string[] paragraph in withLayout ? pages[i].Paragraphs : [])
            {
                JsonArray ids = [.. paragraph.Select(_ => JsonValue.Create($"l{page}-{line++}"))];
                blocks.Add(new JsonObject
                {
                    ["BlockType"] = "LAYOUT_TEXT", ["Id"] = $"t{page}-{line}", ["Page"] = page,
                    ["Relationships"] = new JsonArray(new JsonObject { ["Type"] = "CHILD", ["Ids"] = ids }),
                });
            }
        }

        JsonObject response = new() { ["DocumentMetadata"] = new JsonObject { ["Pages"] = total }, ["JobStatus"] = "SUCCEEDED", ["Blocks"] = blocks };
        if (nextToken is not null)
            response["NextToken"] = nextToken;
        return response;
    }

    public static JsonNode Azure(IReadOnlyList<KnownPage> pages)
    {
        StringBuilder content = new();
        JsonArray pageNodes = [];
        JsonArray paragraphs = [];
        for (int i = 0; i < pages.Count; i++)
        {
            int start = content.Length;
            JsonArray lines = [];
            JsonArray words = [];
            foreach (string[] paragraph in pages[i].Paragraphs)
            {
                int paragraphStart = content.Length;
                foreach (string line in paragraph)
                {
                    lines.Add(new JsonObject { ["content"] = line, ["spans"] = Spans(content.Length, line.Length) });
                    foreach (string word in Words(line))
                        words.Add(new JsonObject { ["content"] = word, ["confidence"] = .9, ["span"] = new JsonObject { ["offset"] = content.Length, ["length"] = word.Length } });
                    content.Append(line).Append('\n');
                }

                paragraphs.Add(new JsonObject
                {
                    ["spans"] = Spans(paragraphStart, content.Length - 1 - paragraphStart),
                    ["boundingRegions"] = new JsonArray(new JsonObject { ["pageNumber"] = i + 1 }), ["content"] = string.Join(' ', paragraph),
                });
            }

            pageNodes.Add(new JsonObject { ["pageNumber"] = i + 1, ["words"] = words, ["lines"] = lines, ["spans"] = Spans(start, content.Length - start) });
        }

        return new JsonObject
        {
            ["status"] = "succeeded",
            ["analyzeResult"] = new JsonObject
            {
                ["apiVersion"] = "2024-11-30", ["modelId"] = "prebuilt-layout", ["stringIndexType"] = "textElements", ["content"] = content.ToString(),
                ["pages"] = pageNodes, ["paragraphs"] = paragraphs,
            },
        };
    }

    public static JsonNode DocumentAI(IReadOnlyList<KnownPage> pages) => DocumentAI(pages, 1, 0, 1);

    public static JsonNode DocumentAI(IReadOnlyList<KnownPage> pages, int first, int shard, int shards)
    {
        StringBuilder text = new();
        JsonArray pageNodes = [];
        for (int i = 0; i < pages.Count; i++)
        {
            int start = CodePoints(text);
            JsonArray lines = [];
            JsonArray paragraphs = [];
            JsonArray tokens = [];
            foreach (string[] paragraph in pages[i].Paragraphs)
            {
                int paragraphStart = CodePoints(text);
                foreach (string line in paragraph)
                {
                    int lineStart = CodePoints(text);
                    text.Append(line).Append('\n');
                    lines.Add(new JsonObject { ["layout"] = Anchor(lineStart, CodePoints(text)) });
                    tokens.Add(new JsonObject { ["layout"] = Anchor(lineStart, CodePoints(text)) });
                }

                paragraphs.Add(new JsonObject { ["layout"] = Anchor(paragraphStart, CodePoints(text)) });
            }

            pageNodes.Add(new JsonObject { ["pageNumber"] = first + i, ["layout"] = Anchor(start, CodePoints(text)), ["paragraphs"] = paragraphs, ["lines"] = lines, ["tokens"] = tokens });
        }

        return new JsonObject
        {
            ["mimeType"] = "application/pdf", ["text"] = text.ToString(), ["pages"] = pageNodes,
            ["shardInfo"] = new JsonObject { ["shardIndex"] = $"{shard}", ["shardCount"] = $"{shards}" },
        };
    }

    public static JsonNode Vision(IReadOnlyList<KnownPage> pages) => Vision(pages, 1);

    public static JsonNode Vision(IReadOnlyList<KnownPage> pages, int first)
    {
        JsonArray responses = [];
        for (int i = 0; i < pages.Count; i++)
        {
            JsonArray paragraphs = [];
            foreach (string[] lines in pages[i].Paragraphs)
            {
                JsonArray words = [];
                foreach (string line in lines)
                {
                    string[] parts = line.Split(' ');
                    for (int word = 0; word < parts.Length; word++)
                    {
                        JsonArray symbols = [.. parts[word].EnumerateRunes().Select(rune => new JsonObject { ["text"] = rune.ToString() })];
                        string mark = word < parts.Length - 1 ? "SPACE" : "LINE_BREAK";
                        if (symbols.Count == 0)
                            symbols.Add(new JsonObject { ["text"] = "" });
                        symbols[^1]!["property"] = new JsonObject { ["detectedBreak"] = new JsonObject { ["type"] = mark } };
                        words.Add(new JsonObject { ["confidence"] = .9, ["symbols"] = symbols });
                    }
                }

                paragraphs.Add(new JsonObject { ["words"] = words });
            }

            responses.Add(new JsonObject
            {
                ["fullTextAnnotation"] = new JsonObject
                {
                    ["pages"] = new JsonArray(new JsonObject { ["blocks"] = new JsonArray(new JsonObject { ["paragraphs"] = paragraphs }) }), ["text"] = pages[i].Text,
                },
                ["context"] = new JsonObject { ["uri"] = "gs://scans/lease.pdf", ["pageNumber"] = first + i },
            });
        }

        return new JsonObject { ["inputConfig"] = new JsonObject { ["gcsSource"] = new JsonObject { ["uri"] = "gs://scans/lease.pdf" }, ["mimeType"] = "application/pdf" }, ["responses"] = responses };
    }

    public static JsonNode Docling(IReadOnlyList<KnownPage> pages)
    {
        JsonArray texts = [];
        JsonArray children = [];
        JsonObject pageNodes = [];
        for (int i = 0; i < pages.Count; i++)
        {
            pageNodes[$"{i + 1}"] = new JsonObject { ["size"] = new JsonObject { ["width"] = 612.0 }, ["page_no"] = i + 1 };
            foreach (string[] lines in pages[i].Paragraphs)
            {
                string self = $"#/texts/{texts.Count}";
                children.Add(new JsonObject { ["$ref"] = self });
                texts.Add(new JsonObject
                {
                    ["self_ref"] = self, ["parent"] = new JsonObject { ["$ref"] = "#/body" }, ["children"] = new JsonArray(), ["content_layer"] = "body", ["label"] = "text",
                    ["prov"] = new JsonArray(new JsonObject { ["page_no"] = i + 1, ["charspan"] = new JsonArray(0, lines.Sum(line => line.Length)) }), ["text"] = string.Join('\n', lines),
                });
            }
        }

        return new JsonObject
        {
            ["schema_name"] = "DoclingDocument", ["version"] = "1.5.0", ["name"] = "lease",
            ["furniture"] = new JsonObject { ["self_ref"] = "#/furniture", ["children"] = new JsonArray(), ["content_layer"] = "furniture", ["name"] = "_root_", ["label"] = "unspecified" },
            ["body"] = new JsonObject { ["self_ref"] = "#/body", ["children"] = children, ["content_layer"] = "body", ["name"] = "_root_", ["label"] = "unspecified" },
            ["groups"] = new JsonArray(), ["texts"] = texts, ["pictures"] = new JsonArray(), ["tables"] = new JsonArray(), ["pages"] = pageNodes,
        };
    }

    public static JsonNode Mistral(IReadOnlyList<KnownPage> pages) => new JsonObject
    {
        ["pages"] = new JsonArray([.. pages.Select((page, index) => new JsonObject
        {
            ["index"] = index, ["markdown"] = page.Text, ["images"] = new JsonArray(), ["dimensions"] = new JsonObject { ["dpi"] = 200, ["height"] = 2200, ["width"] = 1700 },
        })]),
        ["model"] = "mistral-ocr-latest", ["usage_info"] = new JsonObject { ["pages_processed"] = pages.Count },
    };

    public static JsonNode OlmOcr(IReadOnlyList<KnownPage> pages) => OlmOcr(pages, "scans/lease.pdf");

    public static JsonNode OlmOcr(IReadOnlyList<KnownPage> pages, string file)
    {
        StringBuilder text = new();
        JsonArray places = [];
        for (int i = 0; i < pages.Count; i++)
        {
            int start = CodePoints(text);
            text.Append(pages[i].Text).Append(i < pages.Count - 1 ? "\n" : "");
            places.Add(new JsonArray(start, CodePoints(text), i + 1));
        }

        return new JsonObject
        {
            ["id"] = "0f2c", ["text"] = text.ToString(), ["source"] = "olmocr", ["metadata"] = new JsonObject { ["Source-File"] = file, ["olmocr-version"] = "0.4.2" },
            ["attributes"] = new JsonObject { ["pdf_page_numbers"] = places },
        };
    }

    /// <summary>Reverses the members of all objects: their order means nothing.</summary>
    public static JsonNode? Reversed(JsonNode? node) => node switch
    {
        JsonObject map => new JsonObject(map.Reverse().Select(member => KeyValuePair.Create(member.Key, Reversed(member.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Reversed)]),
        _ => node?.DeepClone(),
    };

    private static string[] Words(string line) => line.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static int CodePoints(StringBuilder text) => text.ToString().EnumerateRunes().Count();

    private static JsonArray Spans(int offset, int length) => [new JsonObject { ["offset"] = offset, ["length"] = length }];

    // Zero is left out, and the protocol writes 64 bits as text.
    private static JsonObject Anchor(int start, int end)
    {
        JsonObject segment = new() { ["endIndex"] = $"{end}" };
        if (start > 0)
            segment["startIndex"] = $"{start}";
        return new JsonObject { ["textAnchor"] = new JsonObject { ["textSegments"] = new JsonArray(segment) }, ["confidence"] = .9 };
    }
}
