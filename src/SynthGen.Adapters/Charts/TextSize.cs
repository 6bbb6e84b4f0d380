using OxyPlot;

namespace SynthGen.Adapters.Charts;

/// <summary>
/// Measures text by the built-in metrics of Helvetica, and a fifth more: where a reader's machine has another font, labels still have
/// their room.
/// </summary>
internal sealed class TextSize(double width, double height) : PdfRenderContext(width, height, OxyColors.Undefined)
{
    private const double Room = 1.2;

    /// <inheritdoc/>
    public override OxySize MeasureText(string text, string fontFamily, double fontSize, double fontWeight)
    {
        OxySize size = base.MeasureText(text, fontFamily, fontSize, fontWeight);
        return new OxySize(size.Width * Room, size.Height);
    }
}
