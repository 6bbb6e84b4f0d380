namespace SynthGen.Documents.Sources;

/// <summary>The mean of the confidences of a page's words.</summary>
internal struct MeanConfidence
{
    private double _sum;
    private int _count;

    /// <summary>The mean; null if there are none.</summary>
    public readonly double? Value => _count == 0 ? null : _sum / _count;

    /// <summary>Adds a word's confidence from 0 to 1; null if the engine gave none.</summary>
    public void Add(double? confidence)
    {
        if (confidence is not { } value)
            return;
        _sum += value;
        _count++;
    }

    /// <summary>Adds the confidences of another part of the page.</summary>
    public void Add(MeanConfidence other)
    {
        _sum += other._sum;
        _count += other._count;
    }
}
