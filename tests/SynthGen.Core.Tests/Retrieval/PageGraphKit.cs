using SynthGen.Generation.Graph;

namespace SynthGen.Core.Tests.Retrieval;

/// <summary>Graphs of pages written for tests.</summary>
internal static class PageGraphKit
{
    /// <summary>Each text is a page; the pages between have other names.</summary>
    public static PageGraph Of(params string[] texts) => OfflineEntityReader.BuildGraph(Pages(texts));

    public static OcrPage[] Pages(params string[] texts) => [.. texts.Select((text, i) => new OcrPage(i + 1, text))];

    /// <summary>
    /// A document of 40 pages. Page 2 binds Anselm Fitch to Corwin Drake, page 31 binds Corwin Drake to a date; page 5 and page 33 name
    /// others. The Harbour Commission stands on every page.
    /// </summary>
    public static OcrPage[] Document()
    {
        string[] texts = [.. Enumerable.Range(1, 40).Select(number => $"The Harbour Commission kept the accounts of quay number {number} in good order, as it had been told to do. The clerks wrote to the Harbour Commission about the weather of that week.")];
        texts[1] += " The owner Anselm Fitch leased the northern pier from his old friend Corwin Drake for many years.";
        texts[30] += " The surveyor Corwin Drake inspected the broken crane on March 14, 2019 and found it unsafe.";
        texts[4] += " The engineer Matilda Osborne inspected the western lock on June 2, 2018 without finding a fault.";
        return Pages(texts);
    }
}
