using SynthGen.Documents.Sources;

namespace SynthGen.Core.Tests.Documents.Sources;

/// <summary>What is particular to Amazon Textract.</summary>
public sealed class TextractSourceTests
{
    [Fact]
    public void A_page_divided_over_two_parts_is_whole()
    {
        string first = """{"DocumentMetadata":{"Pages":2},"NextToken":"abc","Blocks":[{"BlockType":"PAGE","Page":1,"Id":"1"},{"BlockType":"LINE","Page":1,"Id":"2","Text":"one"},{"BlockType":"PAGE","Page":2,"Id":"3"},{"BlockType":"LINE","Page":2,"Id":"4","Text":"two,"}]}""";
        string second = """{"DocumentMetadata":{"Pages":2},"Blocks":[{"BlockType":"LINE","Page":2,"Id":"5","Text":"to its end"}]}""";
        (_, List<SourcePage> pages, List<string> warnings) = JsonSourceKit.Read(first, second);
        Assert.Equal(["one", "two,\nto its end"], pages.Select(page => page.Text));
        Assert.Empty(warnings);

        // The same in one file, as a list and line by line.
        Assert.Equal(pages, JsonSourceKit.Read($"[{first},{second}]").Pages);
        Assert.Equal(pages, JsonSourceKit.Read($"{first}\n{second}\n").Pages);
    }

    [Fact]
    public void A_part_that_is_missing_is_an_error_and_its_page_is_not_given()
    {
        string first = JsonDialects.Textract([.. JsonSourceKit.Lease.Take(2)], 1, 4, nextToken: "abc").ToJsonString();
        PartedDocument document = new TestableSource().Begin(first);
        List<SourcePage> pages = [];
        SourceException error = Assert.Throws<SourceException>(() =>
        {
            foreach (SourcePage page in document.Complete())
                pages.Add(page);
        });

        Assert.Equal([JsonSourceKit.Lease[0].Text], pages.Select(page => page.Text));
        Assert.Contains("NextToken", error.Message);
        Assert.Contains("part-*.json", error.Advice);
    }

    [Fact]
    public void Parts_without_tokens_go_on_by_their_pages()
    {
        string first = JsonDialects.Textract([.. JsonSourceKit.Lease.Take(2)], 1, 4, nextToken: null).ToJsonString();
        string second = JsonDialects.Textract([.. JsonSourceKit.Lease.Skip(2)], 3, 4, nextToken: null).ToJsonString();
        (_, List<SourcePage> pages, List<string> warnings) = JsonSourceKit.Read(first, second);
        Assert.Equal([1, 2, 3, 4], pages.Select(page => page.Number));
        Assert.Empty(warnings);
        Assert.False(new TestableSource().Begin(first).IsContinuedBy(JsonSourceKit.Beginning(System.Text.Encoding.UTF8.GetBytes(first))));
        Assert.Contains("4 pages", JsonSourceKit.Read(first).Warnings.Single());
        Assert.Contains("first page is 3", JsonSourceKit.Read(second).Warnings.Single());
    }

    [Fact]
    public void Responses_for_single_images_are_pages_in_turn()
    {
        const string Response = """{"DocumentMetadata":{"Pages":1},"Blocks":[{"BlockType":"PAGE","Id":"1"},{"BlockType":"LINE","Id":"2","Text":"text"},{"BlockType":"WORD","Id":"3","Text":"text","Confidence":87.5}],"DetectDocumentTextModelVersion":"1.0"}""";
        (_, List<SourcePage> pages, _) = JsonSourceKit.Read($"[{Response},{Response}]");
        Assert.Equal([(1, "text", .875), (2, "text", .875)], pages.Select(page => (page.Number!.Value, page.Text, page.Confidence!.Value)));
    }

    [Fact]
    public void The_layout_decides_the_order_and_leaves_no_line_out()
    {
        const string Json = """
            {"Blocks":[{"BlockType":"PAGE","Id":"p"},
              {"BlockType":"LINE","Id":"l1","Text":"right"},{"BlockType":"LINE","Id":"l2","Text":"left"},{"BlockType":"LINE","Id":"l3","Text":"- one"},
              {"BlockType":"LINE","Id":"l4","Text":"- two"},{"BlockType":"LINE","Id":"l5","Text":"stamp"},{"BlockType":"LINE","Id":"l6","Text":"- 12 -"},
              {"BlockType":"LAYOUT_TEXT","Id":"a","Relationships":[{"Type":"CHILD","Ids":["l2"]}]},
              {"BlockType":"LAYOUT_LIST","Id":"b","Relationships":[{"Type":"CHILD","Ids":["c","d"]}]},
              {"BlockType":"LAYOUT_TEXT","Id":"c","Relationships":[{"Type":"CHILD","Ids":["l3"]}]},
              {"BlockType":"LAYOUT_TEXT","Id":"d","Relationships":[{"Type":"CHILD","Ids":["l4"]}]},
              {"BlockType":"LAYOUT_TEXT","Id":"e","Relationships":[{"Type":"CHILD","Ids":["l1"]}]},
              {"BlockType":"LAYOUT_PAGE_NUMBER","Id":"f","Relationships":[{"Type":"CHILD","Ids":["l6"]}]}]}
            """;
        SourcePage page = JsonSourceKit.Read(Json).Pages.Single();
        Assert.Equal("left\n\n- one\n- two\n\nright\n\n- 12 -\n\nstamp", page.Text);
        Assert.Equal("12", page.Label);
    }

    [Fact]
    public void Printed_numbers_count_only_if_every_page_has_one()
    {
        const string Page = """{"BlockType":"PAGE","Id":"p#","Page":#},{"BlockType":"LINE","Id":"l#","Text":"Page iv of 9","Page":#}""";
        const string Layout = """{"BlockType":"LAYOUT_PAGE_NUMBER","Id":"n#","Page":#,"Relationships":[{"Type":"CHILD","Ids":["l#"]}]}""";
        string both = string.Join(',', new[] { Page, Layout }.SelectMany(block => new[] { block.Replace("#", "1"), block.Replace("#", "2") }));
        Assert.Equal(["iv", "iv"], JsonSourceKit.Read($$"""{"Blocks":[{{both}}]}""").Pages.Select(page => page.Label));
        string one = string.Join(',', Page.Replace("#", "1"), Page.Replace("#", "2"), Layout.Replace("#", "2"));
        Assert.Equal([null, null], JsonSourceKit.Read($$"""{"Blocks":[{{one}}]}""").Pages.Select(page => page.Label));
    }

    [Theory]
    [InlineData("""{"JobStatus":"IN_PROGRESS","DocumentMetadata":{"Pages":1}}""", "IN_PROGRESS")]
    [InlineData("""{"JobStatus":"FAILED","StatusMessage":"x","DocumentMetadata":{"Pages":1}}""", "FAILED")]
    public void A_job_without_result_is_an_error(string json, string status) =>
        Assert.Contains(status, Assert.Throws<SourceException>(() => JsonSourceKit.Read(json)).Message);

    private sealed class TestableSource
    {
        public PartedDocument Begin(string part)
        {
            byte[] bytes = System.Text.Encoding.UTF8.GetBytes(part);
            PartedDocument document = Assert.IsAssignableFrom<PartedSource>(DocumentSources.Recognize(JsonSourceKit.Beginning(bytes))).Begin(JsonSourceKit.Context(_ => { }));
            Assert.Empty(document.Read(new MemoryStream(bytes)));
            return document;
        }
    }
}
