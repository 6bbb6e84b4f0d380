using System.Text;
using SynthGen.Adapters.Documents;
using SynthGen.Documents;
using SynthGen.Documents.Sources;

namespace SynthGen.Benchmarks.Fuzzing.Targets;

/// <summary>Documents in a format that has pages itself, as Split-OcrDocument reads them: pages, or one error with advice.</summary>
/// <param name="name">The format's name.</param>
internal sealed class SourceTarget(string name) : FuzzTarget
{
    private static readonly Dictionary<string, string> Documents = new()
    {
        ["Hocr"] = "<?xml version='1.0' encoding='UTF-8'?>\n<!DOCTYPE html><html><head><meta name='ocr-system'/></head><body><div class='ocr_page' title='image \"a;b\"; ppageno 3; lpageno iv'><p class='ocr_par'><span class='ocr_line'><span class='ocrx_word' title='x_wconf 90'>the &amp; rent</span><br/><!-- c --></span></p></div></body></html>",
        ["Alto"] = "<alto xmlns='x'><ReadingOrder><OrderedGroup><ElementRef REF='b'/></OrderedGroup></ReadingOrder><Layout><Page PHYSICAL_IMG_NR='0' PRINTED_IMG_NR='v'><PrintSpace><TextBlock ID='b'><TextLine><String CONTENT='in' WC='0.5' SUBS_TYPE='HypPart1'/><HYP CONTENT='-'/></TextLine></TextBlock></PrintSpace></Page></Layout></alto>",
        ["PageXml"] = "<PcGts><Page><ReadingOrder><OrderedGroup><RegionRefIndexed index='0' regionRef='r'/></OrderedGroup></ReadingOrder><TextRegion id='r'><TextLine><Word><TextEquiv conf='0.5' index='1'><Unicode>word</Unicode></TextEquiv></Word><TextEquiv><PlainText>line</PlainText></TextEquiv></TextLine></TextRegion></Page></PcGts>",
        ["Tsv"] = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n1\t1\t0\t0\t0\t0\t0\t0\t9\t9\t-1\t\n5\t1\t1\t1\t1\t1\t0\t0\t9\t9\t90.5\tThe\n5\t2\t1\t1\t1\t1\t0\t0\t9\t9\t90\tend\n",
        ["Pdf"] = "%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R /PageLabels << /Nums [0 << /S /r /St 2 /P (A-) >>] >> >>\nendobj\n2 0 obj\n<< /Type /Pages /Count 1 /Kids [4 0 R] >>\nendobj\n3 0 obj\n<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>\nendobj\n4 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F 3 0 R >> >> /Contents 5 0 R >>\nendobj\n5 0 obj\n<< /Length 44 >>\nstream\nBT /F 12 Tf 72 720 Td (The tenant pays) Tj ET\nendstream\nendobj\ntrailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n0\n%%EOF\n",
        ["Textract"] = """{"DocumentMetadata":{"Pages":1},"Blocks":[{"BlockType":"PAGE","Id":"p","Page":1,"Relationships":[{"Type":"CHILD","Ids":["l"]}]},{"BlockType":"LINE","Id":"l","Page":1,"Text":"The rent","Confidence":99.5,"Relationships":[{"Type":"CHILD","Ids":["w"]}]},{"BlockType":"WORD","Id":"w","Page":1,"Text":"The","Confidence":98}]}""",
        ["AzureDocumentIntelligence"] = """{"analyzeResult":{"apiVersion":"2024-11-30","content":"The rent","pages":[{"pageNumber":1,"spans":[{"offset":0,"length":8}],"words":[{"content":"The","confidence":0.9,"span":{"offset":0,"length":3}}],"lines":[{"content":"The rent","spans":[{"offset":0,"length":8}]}]}],"paragraphs":[{"content":"iv","role":"pageNumber","spans":[{"offset":0,"length":2}],"boundingRegions":[{"pageNumber":1}]}]}}""",
        ["DocumentAI"] = """{"text":"The rent\n","pages":[{"pageNumber":1,"layout":{"textAnchor":{"textSegments":[{"endIndex":"9"}]},"confidence":0.9},"lines":[{"layout":{"textAnchor":{"textSegments":[{"startIndex":"0","endIndex":"9"}]}}}],"tokens":[{"layout":{"confidence":0.8}}]}],"shardInfo":{"shardIndex":"0","shardCount":"1"}}""",
        ["GoogleVision"] = """{"responses":[{"fullTextAnnotation":{"text":"The","pages":[{"blocks":[{"paragraphs":[{"words":[{"confidence":0.9,"symbols":[{"text":"T"},{"text":"e","property":{"detectedBreak":{"type":"LINE_BREAK"}}}]}]}]}]}]},"context":{"pageNumber":2,"uri":"gs://a/b.pdf"}}]}""",
        ["Docling"] = """{"schema_name":"DoclingDocument","version":"1.0.0","body":{"self_ref":"#/body","children":[{"$ref":"#/texts/0"},{"$ref":"#/tables/0"}]},"texts":[{"self_ref":"#/texts/0","label":"text","text":"The rent","prov":[{"page_no":1}]}],"tables":[{"self_ref":"#/tables/0","prov":[{"page_no":1}],"data":{"grid":[[{"text":"a"},{"text":"b"}]]}}],"pages":{"1":{"page_no":1}}}""",
        ["MistralOcr"] = """{"pages":[{"index":0,"markdown":"# The rent\n\n| a | b |","images":[],"dimensions":{"dpi":200,"height":9,"width":9}}],"model":"mistral-ocr","usage_info":{"pages_processed":1}}""",
        ["OlmOcr"] = """{"id":"a","text":"The rent\nThe end","source":"olmocr","metadata":{"Source-File":"a/lease.pdf","pdf-total-pages":2},"attributes":{"pdf_page_numbers":[[0,9,1],[9,16,2]]}}""",
    };

    /// <summary>The names of the formats.</summary>
    public static IEnumerable<string> Names => Documents.Keys;

    public override string Name => $"source-{name.ToLowerInvariant()}";

    public override IReadOnlyList<byte[]> Samples { get; } = [Encoding.UTF8.GetBytes(Documents[name])];

    public override IReadOnlyList<byte[]> Pieces { get; } = Bytes(
        ["<", ">", "</", "/>", "<!--", "-->", "<![CDATA[", "]]>", "<div class='ocr_page'>", "</div>", "</html>", "<script>", "&lt;", "&#x0;", "&bogus;", "\"", "'", "\0", "\t", "\n", "<Page/>", "<TextLine>", "</Page>", "5\t1\t", "-1", "99999999999", "1e400", "NaN", "\uFEFF", "é", "obj", "endstream", "<< /Kids [2 0 R] >>", "[", "]", "(", ")", "2 0 R", "startxref", "{", "}", ",", ":", "null", "true", "[]", "{}", "\"pages\":", "\"Page\":2", "\"text\":\"\\ud800\"", "[[0,1,1]]", "\"NextToken\":\"x\""]);

    public override bool Run(byte[] input)
    {
        DocumentSource source = DocumentSources.All.Single(source => source.Name == name);
        using DocumentSplit split = new("doc", new DocumentSplitOptions { RemoveRunningHead = true });
        try
        {
            _ = source.Recognizes(new SourceBeginning(input, isAll: true));
            foreach (SourcePage page in source.Read(new MemoryStream(input), new SourceContext(_ => { }, () => new PdfTextReader())))
                split.Add(page);
            split.Complete();
        }
        catch (SourceException error)
        {
            return error.Message.Length == 0 || error.Advice.Length == 0 ? throw new InvalidOperationException("The error says nothing.") : false;
        }

        while (split.TryRead(out OcrPage? page))
        {
            if (page.Confidence is < 0 or > 1 or double.NaN || page.Ordinal < 1)
                throw new InvalidOperationException($"The page is not measured: {page}");
        }

        return true;
    }
}
