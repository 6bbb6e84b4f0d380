namespace SynthGen.Documents.Sources;

/// <summary>Makes page numbers of the numbers of images, which some programs count from 0, and all from the start in each part of a document.</summary>
internal sealed class PhysicalNumber(int first)
{
    private int? _shift;
    private int _last;

    /// <summary>Returns a page's number.</summary>
    /// <param name="image">The number of its image; null if it has none.</param>
    /// <returns>The number; null if it has to be counted.</returns>
    public int? Of(int? image)
    {
        if (image is not (>= 0 and < int.MaxValue) || (_shift ??= image < first ? 1 : 1 - first) + image <= _last)
        {
            _last++;
            return null;
        }

        return _last = image.Value + _shift.Value;
    }
}
