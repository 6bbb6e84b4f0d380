using System.Text;
using SynthGen.Files;

namespace SynthGen.Core.Tests.Datasets;

/// <summary>Repeats the same line for ever and cancels after a thousand lines.</summary>
internal sealed class EndlessLines(string line, Action stop) : ReadOnlyStream
{
    private readonly byte[] _line = Encoding.UTF8.GetBytes(line);

    /// <summary>The number of lines that were read.</summary>
    public int Lines { get; private set; }

    public override int Read(byte[] buffer, int offset, int count)
    {
        if (++Lines == 1000)
            stop();
        _line.CopyTo(buffer, offset);
        return _line.Length;
    }
}
