using System.Text;

namespace SynthGen.Documents.Encodings;

/// <summary>Counts the bytes that a text's encoding does not have. They become U+FFFD, as without this.</summary>
internal sealed class InvalidBytes : DecoderFallback
{
    /// <inheritdoc/>
    public override int MaxCharCount => 1;

    /// <summary>The number of runs of such bytes; each is one U+FFFD.</summary>
    public long Count { get; private set; }

    /// <summary>The index of the first one in the block that was decoded last; below 0 if it began in the block before.</summary>
    public int FirstIndex { get; private set; }

    /// <summary>Returns the encoding with this as its fallback.</summary>
    public Encoding Watch(Encoding encoding)
    {
        Encoding watched = (Encoding)encoding.Clone();
        watched.DecoderFallback = this;
        return watched;
    }

    /// <inheritdoc/>
    public override DecoderFallbackBuffer CreateFallbackBuffer() => new Buffer(this);

    private sealed class Buffer(InvalidBytes owner) : DecoderFallbackBuffer
    {
        private bool _isLeft;

        public override int Remaining => _isLeft ? 1 : 0;

        public override bool Fallback(byte[] bytesUnknown, int index)
        {
            if (owner.Count++ == 0)
                owner.FirstIndex = index;
            return _isLeft = true;
        }

        public override char GetNextChar()
        {
            char next = _isLeft ? '\uFFFD' : '\0';
            _isLeft = false;
            return next;
        }

        public override bool MovePrevious() => false;

        public override void Reset() => _isLeft = false;
    }
}
