using System.Text;
using SynthGen.Files;

namespace SynthGen.Core.Tests.Datasets;

/// <summary>Repeats the same line for ever and cancels after a thousand lines.</summary>
internal sealed class EndlessLines(string line, Action stop) : ReadOnlyStream
{
    private readonly byte[] _line = Encoding.UTF8.GetBytes(line);
    private int _at;

    /// <summary>The number of lines that were read.</summary>
    public int Lines { get; private set; }

    public override int Read(byte[] buffer, int offset, int count)
    {
        if (_at == 0 && ++Lines == 1000)
            stop();
        int length = Math.Min(count, _line.Length - _at);
        _line.AsSpan(_at, length).CopyTo(buffer.AsSpan(offset));
        _at = (_at + length) % _line.Length;
        return length;
    }
}
