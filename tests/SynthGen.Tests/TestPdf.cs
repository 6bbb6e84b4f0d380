using System.Text;

namespace SynthGen.Tests;

/// <summary>Writes small PDF documents of known text, in Helvetica of 12 points on Letter paper.</summary>
internal static class TestPdf
{
    /// <summary>Writes a document.</summary>
    /// <param name="pages">The lines of each page; an empty one leaves a gap.</param>
    /// <param name="labels">The entries of the page labels' number tree, as in "0 &lt;&lt; /S /r &gt;&gt;".</param>
    public static byte[] Write(IReadOnlyList<string[]> pages, string? labels = null) => WriteContents([.. pages.Select(Content)], labels);

    /// <summary>Writes a document of pages whose contents are given as PDF's operators.</summary>
    public static byte[] WriteContents(IReadOnlyList<string> contents, string? labels = null)
    {
        List<string> objects =
        [
            $"<< /Type /Catalog /Pages 2 0 R {(labels is null ? "" : $"/PageLabels << /Nums [{labels}] >>")} >>",
            $"<< /Type /Pages /Count {contents.Count} /Kids [{string.Join(' ', contents.Select((_, i) => $"{4 + (2 * i)} 0 R"))}] >>",
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        ];
        foreach (string content in contents)
        {
            objects.Add($"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F 3 0 R >> >> /Contents {objects.Count + 2} 0 R >>");
            objects.Add($"<< /Length {content.Length} >>\nstream\n{content}\nendstream");
        }

        StringBuilder file = new("%PDF-1.4\n");
        List<int> offsets = [];
        for (int i = 0; i < objects.Count; i++)
        {
            offsets.Add(file.Length);
            file.Append($"{i + 1} 0 obj\n{objects[i]}\nendobj\n");
        }

        int table = file.Length;
        file.Append($"xref\n0 {objects.Count + 1}\n0000000000 65535 f \n");
        foreach (int offset in offsets)
            file.Append($"{offset:D10} 00000 n \n");
        file.Append($"trailer\n<< /Size {objects.Count + 1} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n");
        return Encoding.Latin1.GetBytes(file.ToString());
    }

    private static string Content(string[] lines) =>
        $"BT /F 12 Tf 15 TL 72 720 Td {string.Concat(lines.Select(line => $"({line.Replace("\\", "\\\\").Replace("(", "\\(").Replace(")", "\\)")}) Tj T* "))}ET";
}
