using SynthGen.Files;

namespace SynthGen.Documents.Sources;

/// <summary>Ends the reading of archives that grow beyond measure when they are unpacked. Sizes are counted, since those that an archive states may be false.</summary>
internal sealed class ExpansionLimit
{
    // Text shrinks to a tenth; pages full of markup to a fiftieth.
    private const int MaxRatio = 200;
    private const long Harmless = 1 << 26;
    private const long MaxLength = 1L << 32;
    private const int MaxEntryLength = 1 << 30;

    private long _length;

    /// <summary>Returns a stream that fails when too much comes out of it, or out of all together.</summary>
    /// <param name="content">The unpacked content; closed with the stream.</param>
    /// <param name="packedLength">Its length as packed.</param>
    public Stream Watch(Stream content, long packedLength)
    {
        long before = 0;
        return new CancellableStream(content, default, read =>
        {
            _length += read - before;
            before = read;
            if (_length > MaxLength || read > MaxEntryLength || (read > Harmless && read / MaxRatio > packedLength))
                throw new SourceException("The archive holds far more than its size: it looks like one made to fill memory.", "Unpack it yourself if you trust it, and split the folder with -OnePageEach.");
        });
    }
}
