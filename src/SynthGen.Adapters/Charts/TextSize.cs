using OxyPlot;

namespace SynthGen.Adapters.Charts;

/// <summary>
/// Measures text by OxyPlot's metrics of Helvetica, which are in points where a chart is in pixels, and some more: where a reader's
/// machine has a wider font, labels still have their room.
/// </summary>
internal sealed class TextSize(double width, double height) : PdfRenderContext(width, height, OxyColors.Undefined)
{
    private const double Pixels = 96.0 / 72, Room = 1.2;

    /// <inheritdoc/>
    public override OxySize MeasureText(string text, string fontFamily, double fontSize, double fontWeight)
    {
        OxySize size = base.MeasureText(text, fontFamily, fontSize, fontWeight);
        return new OxySize(size.Width * Pixels * Room, size.Height * Pixels);
    }
}
