using SynthGen.Documents;
using SynthGen.Pictures.Charts;

namespace SynthGen.Pictures;

/// <summary>Pictures of the pages that rows come from.</summary>
internal static class PagePictures
{
    private const int MostCells = 1000, CellsOfLine = 50, LongestSource = 60;

    private static readonly (ChartColor Color, string Name)[] Legend =
        [(ChartColor.Empty, "no row"), (ChartColor.Low, "1 row"), (ChartColor.Middle, "2 to 3 rows"), (ChartColor.High, "4 rows and more")];

    /// <summary>The pages as a strip.</summary>
    public static Picture Coverage(IReadOnlyList<DatasetProfile> sets)
    {
        const string id = "coverage", title = "Coverage of pages";
        if (sets.All(set => set.PageRows.Count == 0))
            return Picture.Without(id, title, "No row names a page, so there is no strip of pages.");

        int most = sets.Max(set => set.PageRows.Count), width = (most + MostCells - 1) / MostCells;
        string cell = width == 1 ? "Each cell is a page, in the order of the document" : $"Each cell is {width} pages, in the order of the document; its colour is that of their mean";
        string pages = sets.All(set => set.HasAllPages)
            ? "empty cells are pages that no row comes from."
            : "only pages with rows are known, since no index of the document was given, so that gaps do not show.";
        return new Picture(id, title, $"{cell}; the darker, the more rows come from it; {pages}",
            [.. sets.Where(set => set.PageRows.Count > 0).Select((set, i) => (sets.Count > 1 ? $"{title}: {set.Name}" : title, (Chart)Strip(set, width)))]);
    }

    /// <summary>How many rows pages have.</summary>
    public static Picture RowsOfPages(IReadOnlyList<DatasetProfile> sets)
    {
        const string id = "rows-a-page", title = "Rows a page";
        return Picture.Of(id, title,
            "How many pages have how many rows. Even sets have most pages in a few neighbouring bars; a long tail to the right means that some pages dominate.",
            "No row names a page.",
            SetBars.Histogram(sets, set => set.PageRows.GroupBy(page => page.Rows).Select(group => (group.Key, (long)group.Count()))).Titled("rows from the page", "pages"));
    }

    private static CellChart Strip(DatasetProfile set, int width)
    {
        ChartCell[] cells = [.. set.PageRows.Chunk(width).Select(Cell)];
        CellLine[] lines = [.. cells.Chunk(CellsOfLine).Select((line, i) => new CellLine(NameOf(set, i * CellsOfLine * width, line.Length * width), line))];
        return new CellChart(lines, Legend) { OtherTitle = "pages" };
    }

    private static ChartCell Cell((PageKey Page, long Rows)[] pages)
    {
        long rows = pages.Sum(page => page.Rows), mean = (rows + pages.Length - 1) / pages.Length;
        ChartColor color = mean switch { 0 => ChartColor.Empty, 1 => ChartColor.Low, <= 3 => ChartColor.Middle, _ => ChartColor.High };
        string name = pages.Length == 1 ? $"page {pages[0].Page.Printed}" : $"pages {pages[0].Page.Printed} to {pages[^1].Page.Printed}";
        string source = pages[0].Page.Source.Length > 0 ? $" of {MarkupText.Of(pages[0].Page.Source, LongestSource)}" : "";
        return new ChartCell(color, $"{name}{source}: {ChartText.Count(rows, "row")}");
    }

    private static string NameOf(DatasetProfile set, int first, int count) =>
        $"{set.PageRows[first].Page.Printed} – {set.PageRows[Math.Min(first + count, set.PageRows.Count) - 1].Page.Printed}";
}
