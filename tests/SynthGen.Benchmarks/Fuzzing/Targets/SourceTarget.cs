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
    };

    /// <summary>The names of the formats.</summary>
    public static IEnumerable<string> Names => Documents.Keys;

    public override string Name => $"source-{name.ToLowerInvariant()}";

    public override IReadOnlyList<byte[]> Samples { get; } = [Encoding.UTF8.GetBytes(Documents[name])];

    public override IReadOnlyList<byte[]> Pieces { get; } = Bytes(
        ["<", ">", "</", "/>", "<!--", "-->", "<![CDATA[", "]]>", "<div class='ocr_page'>", "</div>", "</html>", "<script>", "&lt;", "&#x0;", "&bogus;", "\"", "'", "\0", "\t", "\n", "<Page/>", "<TextLine>", "</Page>", "5\t1\t", "-1", "99999999999", "1e400", "NaN", "\uFEFF", "é", "obj", "endstream", "<< /Kids [2 0 R] >>", "[", "]", "(", ")", "2 0 R", "startxref"]);

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
