using System.Text;
using SynthGen.Files;

namespace SynthGen.Core.Tests.Datasets;

/// <summary>The same line for ever; after a thousand of them somebody loses patience.</summary>
internal sealed class EndlessLines(string line, Action stop) : ReadOnlyStream
{
    private readonly byte[] _line = Encoding.UTF8.GetBytes(line);

    /// <summary>How many lines were read.</summary>
    public int Lines { get; private set; }

    public override int Read(byte[] buffer, int offset, int count)
    {
        if (++Lines == 1000)
            stop();
        _line.CopyTo(buffer, offset);
        return _line.Length;
    }
}
