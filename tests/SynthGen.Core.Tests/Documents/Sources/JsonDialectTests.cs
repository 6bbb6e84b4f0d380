using SynthGen.Documents.Numbers;
using SynthGen.Documents.Sources;

namespace SynthGen.Core.Tests.Documents.Sources;

/// <summary>What is particular to each other dialect of JSON.</summary>
public sealed class JsonDialectTests
{
    [Fact]
    public void Azure_2_1_has_its_pages_under_readResults()
    {
        const string Json = """
            {"status":"succeeded","analyzeResult":{"version":"2.1.0","readResults":[
              {"page":1,"angle":0,"lines":[{"text":"First line","words":[{"text":"First","confidence":0.8},{"text":"line","confidence":0.6}]}]},
              {"page":2,"lines":[]}]}}
            """;
        (DocumentSource source, List<SourcePage> pages, _) = JsonSourceKit.Read(Json);
        Assert.Equal("AzureDocumentIntelligence", source.Name);
        Assert.Equal([("First line", 1), ("", 2)], pages.Select(page => (page.Text, page.Number!.Value)));
        Assert.Equal(.7, pages[0].Confidence!.Value, 6);
    }

    [Theory]
    [InlineData("pageNumber", "stringIndexType", "boundingRegions")]
    [InlineData("PageNumber", "StringIndexType", "BoundingRegions")]
    [InlineData("page_number", "string_index_type", "bounding_regions")]
    public void Azure_results_of_each_library_are_read(string number, string index, string regions)
    {
        bool isPascal = char.IsUpper(number[0]);
        string Name(string name) => isPascal ? char.ToUpperInvariant(name[0]) + name[1..] : name;
        string json = $$"""
            {"{{index}}":"textElements","{{Name("pages")}}":[{"{{number}}":1,"{{Name("lines")}}":[
                {"{{Name("content")}}":"Rent","{{Name("spans")}}":[{"{{Name("offset")}}":0,"{{Name("length")}}":4}]},
                {"{{Name("content")}}":"- 7 -","{{Name("spans")}}":[{"{{Name("offset")}}":5,"{{Name("length")}}":5}]}]}],
             "{{Name("paragraphs")}}":[
                {"{{Name("role")}}":"pageNumber","{{Name("content")}}":"- 7 -","{{regions}}":[{"{{number}}":1}],"{{Name("spans")}}":[{"{{Name("offset")}}":5,"{{Name("length")}}":5}]},
                {"{{Name("content")}}":"Rent","{{regions}}":[{"{{number}}":1}],"{{Name("spans")}}":[{"{{Name("offset")}}":0,"{{Name("length")}}":4}]}]}
            """;
        SourcePage page = JsonSourceKit.Read(json).Pages.Single();
        Assert.Equal(("Rent\n\n- 7 -", "7"), (page.Text, page.Label));
    }

    [Fact]
    public void Azure_tables_stand_together_and_office_documents_have_paragraphs_alone()
    {
        const string Table = """
            {"modelId":"m","pages":[{"pageNumber":1,"lines":[{"content":"Year","spans":[{"offset":0}]},{"content":"Rent","spans":[{"offset":5}]},{"content":"After","spans":[{"offset":10}]}]}],
             "paragraphs":[{"content":"Year","spans":[{"offset":0}],"boundingRegions":[{"pageNumber":1}]},{"content":"Rent","spans":[{"offset":5}],"boundingRegions":[{"pageNumber":1}]},{"content":"After","spans":[{"offset":10}],"boundingRegions":[{"pageNumber":1}]}],
             "tables":[{"spans":[{"offset":0,"length":9}]}]}
            """;
        Assert.Equal("Year\nRent\n\nAfter", JsonSourceKit.Read(Table).Pages.Single().Text);
        const string Office = """{"modelId":"m","pages":[{"pageNumber":1,"words":[{"content":"One"}],"spans":[{"offset":0,"length":9}]}],"paragraphs":[{"content":"One","spans":[{"offset":0}]},{"content":"Two","spans":[{"offset":4}]}]}""";
        Assert.Equal("One\n\nTwo", JsonSourceKit.Read(Office).Pages.Single().Text);
    }

    [Fact]
    public void Azure_results_that_failed_are_an_error() =>
        Assert.Contains("running", Assert.Throws<SourceException>(() => JsonSourceKit.Read("""{"status":"running","analyzeResult":{}}""")).Message);

    [Fact]
    public void Document_AI_shards_are_one_document()
    {
        string first = JsonDialects.DocumentAI([.. JsonSourceKit.Lease.Take(2)], 1, 0, 2).ToJsonString();
        string second = JsonDialects.DocumentAI([.. JsonSourceKit.Lease.Skip(2)], 3, 1, 2).ToJsonString();
        string secondFromOne = JsonDialects.DocumentAI([.. JsonSourceKit.Lease.Skip(2)], 1, 1, 2).ToJsonString();
        foreach (string next in new[] { second, secondFromOne })
        {
            (_, List<SourcePage> pages, List<string> warnings) = JsonSourceKit.Read(first, next);
            Assert.Equal([1, 2, 3, 4], pages.Select(page => page.Number));
            Assert.Equal(JsonSourceKit.Lease.Select(page => page.Text), pages.Select(page => page.Text));
            Assert.Empty(warnings);
        }

        Assert.Contains("number 2 is missing", Assert.Throws<SourceException>(() => JsonSourceKit.Read(first)).Message);
        Assert.Contains("number 1 is expected", Assert.Throws<SourceException>(() => JsonSourceKit.Read(second)).Message);
    }

    [Fact]
    public void Document_AI_text_beyond_its_end_is_an_error()
    {
        const string Json = """{"mimeType":"application/pdf","text":"short","pages":[{"pageNumber":1,"lines":[{"layout":{"textAnchor":{"textSegments":[{"endIndex":"99"}]}}}]}]}""";
        Assert.Contains("0 to 99", Assert.Throws<SourceException>(() => JsonSourceKit.Read(Json)).Message);
    }

    [Fact]
    public void The_layout_parser_of_Document_AI_gives_blocks()
    {
        const string Json = """
            {"document":{"mimeType":"application/pdf","documentLayout":{"blocks":[
              {"blockId":"1","textBlock":{"text":"Heading","type":"heading-1","blocks":[{"blockId":"2","textBlock":{"text":"Below"},"pageSpan":{"pageStart":1,"pageEnd":1}}]},"pageSpan":{"pageStart":1,"pageEnd":2}},
              {"blockId":"3","tableBlock":{"bodyRows":[{"cells":[{"blocks":[{"textBlock":{"text":"Cell"}}]}]}]},"pageSpan":{"pageStart":2,"pageEnd":2}}]}}}
            """;
        Assert.Equal([(1, "Heading\n\nBelow"), (2, "Cell")], JsonSourceKit.Read(Json).Pages.Select(page => (page.Number!.Value, page.Text)));
    }

    [Fact]
    public void Vision_output_files_of_one_request_are_one_document()
    {
        string first = JsonDialects.Vision([.. JsonSourceKit.Lease.Take(2)], 1).ToJsonString();
        string second = JsonDialects.Vision([.. JsonSourceKit.Lease.Skip(2)], 3).ToJsonString();
        Assert.Equal([1, 2, 3, 4], JsonSourceKit.Read(first, second).Pages.Select(page => page.Number));
    }

    [Theory]
    [InlineData("""{"responses":[{"fullTextAnnotation":{"text":"Alone"}}]}""")]
    [InlineData("""{"fullTextAnnotation":{"text":"Alone"},"textAnnotations":[]}""")]
    [InlineData("""{"text_annotations":[{"description":"Alone"},{"description":"Al"}]}""")]
    [InlineData("""{"responses":[{"totalPages":1,"responses":[{"full_text_annotation":{"text":"Alone"}}]}]}""")]
    public void Vision_responses_of_each_request_are_read(string json)
    {
        (DocumentSource source, List<SourcePage> pages, _) = JsonSourceKit.Read(json);
        Assert.Equal("GoogleVision", source.Name);
        Assert.Equal([(1, "Alone")], pages.Select(page => (page.Number!.Value, page.Text)));
    }

    [Fact]
    public void Vision_breaks_of_each_kind_count_and_a_page_with_an_error_is_warned_of()
    {
        const string Json = """
            {"responses":[{"error":{"code":3,"message":"bad"}},{"fullTextAnnotation":{"pages":[{"blocks":[{"paragraphs":[{"words":[
              {"symbols":[{"text":"a","property":{"detectedBreak":{"type":4}}}]},{"symbols":[{"text":"b","property":{"detectedBreak":{"type":"SURE_SPACE"}}}]},
              {"symbols":[{"text":"c","property":{"detectedBreak":{"type":"SPACE","isPrefix":true}}}]}]}]}]}]}}]}
            """;
        (_, List<SourcePage> pages, List<string> warnings) = JsonSourceKit.Read(Json);
        Assert.Equal([(2, "a-\nb  c")], pages.Select(page => (page.Number!.Value, page.Text)));
        Assert.Contains("Page 1 is missing", warnings.Single());
    }

    [Fact]
    public void OlmOcr_lines_are_documents_of_their_own()
    {
        string lines = string.Join('\n', new[] { "scans/a.pdf", "s3://other/a.pdf", "b.pdf" }.Select(file => JsonDialects.OlmOcr(JsonSourceKit.Lease, file).ToJsonString()));
        (_, List<SourcePage> pages, _) = JsonSourceKit.Read(lines);
        Assert.Equal(["a.pdf", "a.pdf (2)", "b.pdf"], pages.Select(page => page.Document).Distinct());
        Assert.Equal([1, 2, 3], pages.Select(page => page.Line).Distinct());
        Assert.Equal(3 * JsonSourceKit.Lease.Count, pages.Count);
    }

    [Theory]
    [InlineData("[[0, 2, 1], [5, 3, 2], [3, 4, 3]]")]
    [InlineData("[[-1, 2, 1]]")]
    [InlineData("[[0, 99, 1], [2, 4, 2]]")]
    [InlineData("[[0, 2]]")]
    [InlineData("7")]
    public void OlmOcr_places_outside_the_text_are_an_error(string places) =>
        Assert.Throws<SourceException>(() => JsonSourceKit.Read($$$"""{"id":"1","text":"four","attributes":{"pdf_page_numbers":{{{places}}}}}"""));

    [Fact]
    public void OlmOcr_counts_blanks_at_the_end_that_it_cut_off() =>
        Assert.Equal(["ab", "cd"], JsonSourceKit.Read("""{"text":"abcd","attributes":{"pdf_page_numbers":[[0,2,1],[2,6,2]]}}""").Pages.Select(page => page.Text));

    [Fact]
    public void Docling_keeps_heads_lists_tables_and_what_its_tree_forgets()
    {
        const string Json = """
            {"schema_name":"DoclingDocument","version":"1.5.0","body":{"self_ref":"#/body","children":[{"$ref":"#/texts/4"},{"$ref":"#/texts/0"},{"$ref":"#/groups/0"},{"$ref":"#/tables/0"},{"$ref":"#/body"}]},
             "groups":[{"self_ref":"#/groups/0","label":"list","children":[{"$ref":"#/texts/1"},{"$ref":"#/texts/2"}]}],
             "texts":[
               {"self_ref":"#/texts/0","label":"page_header","content_layer":"furniture","text":"Port of Gannet","prov":[{"page_no":1}]},
               {"self_ref":"#/texts/1","label":"list_item","marker":"-","text":"pay","prov":[{"page_no":1}]},
               {"self_ref":"#/texts/2","label":"list_item","marker":"-","text":"repair","prov":[{"page_no":1}]},
               {"self_ref":"#/texts/3","label":"text","text":"forgotten","prov":[{"page_no":2}]},
               {"self_ref":"#/texts/4","label":"text","text":"over leaf","prov":[{"page_no":1,"charspan":[0,4]},{"page_no":2,"charspan":[5,9]}]},
               {"self_ref":"#/texts/5","label":"page_footer","content_layer":"furniture","text":"- 8 -","prov":[{"page_no":2}]},
               {"self_ref":"#/texts/6","label":"text","text":"nowhere","prov":[]}],
             "tables":[{"self_ref":"#/tables/0","label":"table","children":[],"prov":[{"page_no":2}],"data":{"table_cells":[
               {"start_row_offset_idx":0,"start_col_offset_idx":0,"text":"Year"},{"start_row_offset_idx":0,"start_col_offset_idx":1,"text":"Rent"},
               {"start_row_offset_idx":1,"start_col_offset_idx":0,"text":"1921"},{"start_row_offset_idx":1,"start_col_offset_idx":1,"text":"£40"}]}}],
             "pages":{"1":{"page_no":1},"2":{"page_no":2},"3":{"page_no":3}}}
            """;
        (_, List<SourcePage> pages, List<string> warnings) = JsonSourceKit.Read(Json);
        Assert.Equal(
            ["Port of Gannet\n\nover\n\n- pay\n- repair", "leaf\n\nYear\tRent\n1921\t£40\n\nforgotten\n\n- 8 -", ""],
            pages.Select(page => page.Text));
        Assert.Contains("1 piece of text", warnings.Single());
    }

    [Fact]
    public void Docling_trees_deeper_than_the_stack_are_read()
    {
        string groups = string.Join(',', Enumerable.Range(0, 100_000).Select(i => $$"""{"self_ref":"#/groups/{{i}}","children":[{"$ref":"#/groups/{{i + 1}}"}]}"""));
        Assert.Empty(JsonSourceKit.Read($$"""{"schema_name":"DoclingDocument","version":"1","body":{"children":[{"$ref":"#/groups/0"}]},"groups":[{{groups}}]}""").Pages);
    }

    [Fact]
    public void Mistral_tables_heads_and_feet_are_put_in_their_place()
    {
        const string Json = """{"pages":[{"index":4,"markdown":"Above\n\n[tbl-0.md](tbl-0.md)","header":"Head","footer":"5","tables":[{"id":"tbl-0.md","content":"| a |","format":"markdown"}]}]}""";
        Assert.Equal([(5, "Head\n\nAbove\n\n| a |\n\n5")], JsonSourceKit.Read(Json).Pages.Select(page => (page.Number!.Value, page.Text)));
    }

    [Fact]
    public void Lines_of_a_Mistral_batch_are_documents_and_those_that_failed_are_warned_of()
    {
        const string Lines = """
            {"id":"b-1","custom_id":"lease","response":{"status_code":200,"body":{"pages":[{"index":0,"markdown":"one"},{"index":1,"markdown":"two"}]}},"error":null}
            {"id":"b-2","custom_id":"deed","response":{"status_code":429,"body":{"message":"busy"}},"error":null}
            {"id":"b-3","response":{"status_code":200,"body":{"pages":[{"index":0,"markdown":"three"}]}},"custom_id":"map","error":null}
            """;
        (_, List<SourcePage> pages, List<string> warnings) = JsonSourceKit.Read(Lines);
        Assert.Equal([("lease", 1), ("lease", 2), ("map", 1)], pages.Select(page => (page.Document, page.Number!.Value)));
        Assert.Contains("line 2", warnings.Single());
    }
}
