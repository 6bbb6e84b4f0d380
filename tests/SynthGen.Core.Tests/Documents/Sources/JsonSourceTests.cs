using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using SynthGen.Documents.Sources;

namespace SynthGen.Core.Tests.Documents.Sources;

/// <summary>That which holds for every dialect of JSON.</summary>
public sealed class JsonSourceTests
{
    private static readonly string[] Samples =
        ["The tenant shall pay", "rent – in “advance”", "\U0001F600 𠮷田", "№ 12, § 4", "a", "\u0639\u0642\u062F", "cafe\u0301 \"quoted\" \\ slash", "<b>&amp;</b>"];

    private static readonly Gen<string> Line = Gen.Int[0, Samples.Length - 1].Select(line => Samples[line]);

    private static readonly Gen<KnownPage> Page = Line.Array[1, 3].Array[0, 3].Select(paragraphs => new KnownPage(paragraphs));

    public static TheoryData<string> Names => [.. JsonDialects.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Pages_come_back_with_their_text_and_number(string name)
    {
        (DocumentSource source, List<SourcePage> pages, List<string> warnings) = JsonSourceKit.Read(JsonDialects.All[name](JsonSourceKit.Lease).ToJsonString());

        Assert.Equal(name, source.Name);
        Assert.Equal(JsonSourceKit.Lease.Select(page => page.Text), pages.Select(page => page.Text.TrimEnd()));
        Assert.Equal([1, 2, 3, 4], pages.Select(page => page.Number));
        Assert.Empty(warnings);
    }

    [Theory]
    [InlineData("Textract")]
    [InlineData("AzureDocumentIntelligence")]
    [InlineData("DocumentAI")]
    [InlineData("GoogleVision")]
    public void A_page_has_the_mean_confidence_of_its_words(string name)
    {
        List<SourcePage> pages = JsonSourceKit.Read(JsonDialects.All[name](JsonSourceKit.Lease).ToJsonString()).Pages;
        Assert.Equal(.9, pages[0].Confidence!.Value, 6);
        Assert.Null(pages[2].Confidence);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Pages_of_any_text_come_back(string name) =>
        Page.Array[1, 5].Sample(
            known => Assert.Equal(known.Select(page => page.Text), JsonSourceKit.Read(JsonDialects.All[name](known).ToJsonString()).Pages.Select(page => page.Text.TrimEnd())),
            iter: 100);

    [Theory]
    [MemberData(nameof(Names))]
    public void The_order_of_names_the_layout_and_the_encoding_mean_nothing(string name)
    {
        JsonNode json = JsonDialects.All[name](JsonSourceKit.Lease);
        string[] expected = [.. JsonSourceKit.Lease.Select(page => page.Text)];
        string indented = json.ToJsonString(new JsonSerializerOptions { WriteIndented = true });
        byte[][] forms =
        [
            Encoding.UTF8.GetBytes(JsonDialects.Reversed(json)!.ToJsonString()),
            [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(indented)],
            [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(indented)],
            Encoding.UTF8.GetBytes($"[{json.ToJsonString()}]\n"),
        ];

        foreach (byte[] form in forms)
        {
            (DocumentSource source, List<SourcePage> pages, _) = JsonSourceKit.Read(form);
            Assert.Equal(name, source.Name);
            Assert.Equal(expected, pages.Select(page => page.Text.TrimEnd()));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_file_that_is_cut_off_gives_an_error_and_no_page_that_is_not_whole(string name)
    {
        byte[] whole = Encoding.UTF8.GetBytes(JsonDialects.All[name](JsonSourceKit.Lease).ToJsonString());
        string[] known = [.. JsonSourceKit.Lease.Select(page => page.Text)];
        for (int length = 12; length < whole.Length - 1; length += 3)
        {
            byte[] cut = whole[..length];
            if (DocumentSources.Recognize(JsonSourceKit.Beginning(cut)) is not { } source)
                continue;
            List<SourcePage> pages = [];
            SourceException error = Assert.Throws<SourceException>(() => pages.AddRange(Each(source, cut, pages)));
            Assert.NotEmpty(error.Advice);
            Assert.Equal(known.Take(pages.Count), pages.Select(page => page.Text.TrimEnd()));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_value_of_another_kind_gives_pages_or_one_error_with_advice(string name)
    {
        JsonNode json = JsonDialects.All[name](JsonSourceKit.Lease);
        JsonNode?[] hostile =
        [
            null, JsonValue.Create(-1), JsonValue.Create(int.MaxValue), JsonValue.Create(1e300), JsonValue.Create("x"), JsonValue.Create(true), new JsonArray(), new JsonObject(),
            new JsonArray(-5, 3, 1), new JsonArray(new JsonArray(1)), JsonValue.Create("#/body"), JsonValue.Create(2_000_000_000_000),
        ];
        for (int place = 0; place < Places(json).Count(); place++)
        {
            foreach (JsonNode? value in hostile)
            {
                JsonNode changed = json.DeepClone();
                Replace(Places(changed).ElementAt(place), value?.DeepClone());
                byte[] bytes = Encoding.UTF8.GetBytes(changed.ToJsonString());
                if (DocumentSources.Recognize(JsonSourceKit.Beginning(bytes)) is not { } source)
                    continue;
                try
                {
                    Assert.All(source.Read(new MemoryStream(bytes), JsonSourceKit.Context(_ => { })), page => Assert.NotNull(page.Text));
                }
                catch (SourceException error)
                {
                    Assert.EndsWith(".", error.Message);
                    Assert.EndsWith(".", error.Advice);
                }
            }
        }
    }

    [Theory]
    [InlineData("{\"a\": 1}")]
    [InlineData("[{\"page\": 1, \"text\": \"one\"}]")]
    [InlineData("[]")]
    [InlineData("{\"rows\": [1, 2")]
    public void Other_JSON_is_one_error_that_says_what_to_do(string json)
    {
        SourceException error = Assert.Throws<SourceException>(() => JsonSourceKit.Read(json));
        Assert.Contains("Textract", error.Message);
        Assert.Contains("ConvertFrom-Json", error.Advice);
    }

    [Theory]
    [InlineData("{0}------------------------------------------------\n\nText")]
    [InlineData("[Page 1]\nText")]
    [InlineData("[1] A footnote.")]
    [InlineData("{see below}")]
    [InlineData("Text {\"a\": 1}")]
    public void Text_that_begins_with_a_bracket_is_not_JSON(string text) =>
        Assert.Null(DocumentSources.Recognize(JsonSourceKit.Beginning(Encoding.UTF8.GetBytes(text))));

    [Fact]
    public void Nesting_without_end_is_one_error()
    {
        string deep = "{\"Blocks\": [{\"BlockType\": " + string.Concat(Enumerable.Repeat("[", 100_000));
        Assert.Throws<SourceException>(() => JsonSourceKit.Read(deep));
    }

    [Fact]
    public void A_format_is_recognized_behind_images_of_megabytes()
    {
        string image = new('A', 1_000_000);
        string json = $$"""{"pages": [{"images": [{"id": "img-0", "image_base64": "{{image}}"}], "index": 0, "markdown": "Text"}], "model": "m"}""";
        (_, List<SourcePage> pages, _) = JsonSourceKit.Read(json);
        Assert.Equal(["Text"], pages.Select(page => page.Text));
    }

    [Fact]
    public void Half_of_a_surrogate_pair_becomes_a_replacement_character()
    {
        (_, List<SourcePage> pages, _) = JsonSourceKit.Read("""{"pages": [{"index": 0, "markdown": "a\ud83d b \ud83d\ude00 \\ud83d"}]}""");
        Assert.Equal("a\uFFFD b \U0001F600 \\ud83d", pages[0].Text);
    }

    [Fact]
    public void Bytes_that_are_not_UTF_8_are_an_error_that_names_the_remedy()
    {
        byte[] latin = Encoding.Latin1.GetBytes("{\"pages\": [{\"index\": 0, \"markdown\": \"caf\u00E9\"}]}");
        Assert.Contains("-Encoding", Assert.Throws<SourceException>(() => JsonSourceKit.Read(latin)).Advice);
        SourceContext context = new(_ => { }, () => throw new NotSupportedException(), Encoding.Latin1);
        DocumentSource mistral = DocumentSources.All.Single(source => source.Name == "MistralOcr");
        Assert.Equal(["caf\u00E9"], mistral.Read(new MemoryStream(latin), context).Select(page => page.Text));
    }

    [Theory]
    [InlineData("""{"responses": [{"\ud800": [], "fullTextAnnotation": {"text": "a"}}]}""")]
    [InlineData("""{"fullTextAnnotation": {"\ud800": 1, "text": "a"}}""")]
    [InlineData("{\"fullTextAnnotation\": {\"text\": \"a\"}, \"context\": {\"uri\": \"\u00FF\"}}")]
    public void Names_and_values_that_are_not_Unicode_give_pages_or_one_error_with_advice(string json)
    {
        DocumentSource vision = DocumentSources.All.Single(source => source.Name == "GoogleVision");
        try
        {
            Assert.True(vision.Read(new MemoryStream(Encoding.Latin1.GetBytes(json)), new SourceContext(_ => { }, () => throw new NotSupportedException())).Count() <= 1);
        }
        catch (SourceException error)
        {
            Assert.NotEmpty(error.Advice);
        }
    }

    private static IEnumerable<SourcePage> Each(DocumentSource source, byte[] bytes, List<SourcePage> pages)
    {
        // The pages before the error count too.
        foreach (SourcePage page in source.Read(new MemoryStream(bytes), JsonSourceKit.Context(_ => { })))
            pages.Add(page);
        return [];
    }

    private static IEnumerable<JsonNode> Places(JsonNode node)
    {
        IEnumerable<JsonNode?> children = node switch { JsonObject map => map.Select(member => member.Value), JsonArray list => list.Take(3), _ => [] };
        foreach (JsonNode child in children.OfType<JsonNode>().ToList())
        {
            yield return child;
            foreach (JsonNode inner in Places(child))
                yield return inner;
        }
    }

    private static void Replace(JsonNode place, JsonNode? value)
    {
        if (place.Parent is JsonArray list)
            list[place.GetElementIndex()] = value;
        else
            place.Parent!.AsObject()[place.GetPropertyName()] = value;
    }
}
