using System.Text;

namespace SynthGen.Adapters.Documents;

/// <summary>A line of words on a page.</summary>
internal sealed class PdfLine
{
    // A line is a paragraph away if it is further than this many times the usual distance.
    private const double ParagraphGap = 1.35;

    // The lines of a double-spaced text are three and a half capitals apart.
    private const double MostHeights = 4;

    private readonly List<PdfWord> _words = [];

    private PdfLine(PdfWord first) => Add(first);

    /// <summary>The upper edge, in points from the bottom of the page.</summary>
    public double Top { get; private set; } = double.MinValue;

    /// <summary>The line that the letters stand on, in points from the bottom of the page.</summary>
    public double Bottom { get; private set; } = double.MaxValue;

    /// <summary>The height, in points.</summary>
    public double Height => Top - Bottom;

    private double Left => _words.Min(word => word.Left);

    private double Right => _words.Max(word => word.Right);

    private string Text => string.Join(' ', _words.Select(word => word.Word.Text));

    /// <summary>Groups words that are in reading order.</summary>
    public static List<PdfLine> Group(List<PdfWord> words)
    {
        List<PdfLine> lines = [];
        foreach (PdfWord word in words)
        {
            if (lines.Count > 0 && lines[^1].Continues(word))
                lines[^1].Add(word);
            else
                lines.Add(new PdfLine(word));
        }

        return lines;
    }

    /// <summary>Joins lines to a text, with a blank line between paragraphs.</summary>
    public static string Join(List<PdfLine> lines)
    {
        double usual = UsualDistance(lines);
        StringBuilder text = new();
        for (int i = 0; i < lines.Count; i++)
        {
            if (i > 0)
                text.Append(lines[i].IsAfterGap(lines[i - 1], usual) ? "\n\n" : "\n");
            text.Append(lines[i].Text);
        }

        return text.ToString();
    }

    // The median is the distance within paragraphs.
    private static double UsualDistance(List<PdfLine> lines)
    {
        double[] distances = [.. lines.Zip(lines.Skip(1), (above, below) => above.Bottom - below.Bottom).Where(distance => distance > 0).Order()];
        return distances.Length == 0 ? 0 : distances[(distances.Length - 1) / 2];
    }

    private bool IsAfterGap(PdfLine above, double usual)
    {
        double distance = above.Bottom - Bottom;
        double most = Math.Min(usual * ParagraphGap, Math.Max(Height, above.Height) * MostHeights);
        // The line is in another column, or further down.
        return distance <= 0 || distance > most || Left > above.Right || Right < above.Left;
    }

    private bool Continues(PdfWord word)
    {
        double overlap = Math.Min(Top, word.Top) - Math.Max(Bottom, word.Bottom);
        return overlap > Math.Min(Height, word.Top - word.Bottom) * 0.5 && word.Left >= _words[^1].Left;
    }

    private void Add(PdfWord word)
    {
        _words.Add(word);
        Top = Math.Max(Top, word.Top);
        Bottom = Math.Min(Bottom, word.Bottom);
    }
}
