using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Core;

namespace SynthGen.Adapters.Documents;

/// <summary>A word and its place on a page that is turned so that it can be read.</summary>
/// <param name="word">The word.</param>
internal sealed class PdfWord(Word word)
{
    // The usual height of a capital, in parts of the font's size.
    private const double CapitalHeight = 0.7;

    /// <summary>The word.</summary>
    public Word Word => word;

    /// <summary>The left edge, in points.</summary>
    public double Left { get; private set; }

    /// <summary>The right edge, in points.</summary>
    public double Right { get; private set; }

    /// <summary>The line that the letters stand on, in points from the bottom of the page.</summary>
    public double Bottom { get; private set; }

    /// <summary>The upper edge, in points from the bottom of the page.</summary>
    public double Top { get; private set; }

    /// <summary>Sets the place.</summary>
    /// <param name="orientation">How the page's text is turned.</param>
    public void Turn(TextOrientation orientation)
    {
        PdfRectangle box = word.BoundingBox;
        PdfPoint[] corners = [box.TopLeft, box.TopRight, box.BottomLeft, box.BottomRight];
        (double X, double Y)[] places = [.. corners.Select(Turned)];
        (Left, Right) = (places.Min(place => place.X), places.Max(place => place.X));
        // Letters reach below the line or not; the line is the same.
        Bottom = word.Letters.Average(letter => Turned(letter.StartBaseLine).Y);
        Top = Math.Max(places.Max(place => place.Y), Bottom + (word.Letters.Max(letter => letter.PointSize) * CapitalHeight));

        (double X, double Y) Turned(PdfPoint point) => orientation switch
        {
            TextOrientation.Rotate90 => (-point.Y, point.X),
            TextOrientation.Rotate180 => (-point.X, -point.Y),
            TextOrientation.Rotate270 => (point.Y, -point.X),
            _ => (point.X, point.Y),
        };
    }
}
