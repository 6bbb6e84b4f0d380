namespace SynthGen.Adapters.Retrieval;

/// <summary>A part of a posting list as it grows in memory (<see cref="PostingFormat"/>).</summary>
/// <param name="first">The first page.</param>
internal sealed class PostingPart(int first)
{
    private byte[] _list = new byte[PostingFormat.MostBytes], _positions = new byte[PostingFormat.MostBytesOfNumber];
    private int _listLength, _positionsLength;
    private int _before = first, _page = first, _count, _position = -1;

    /// <summary>The first page.</summary>
    public int First { get; } = first;

    /// <summary>The number of bytes that it has.</summary>
    public int Length => _listLength + _positionsLength;

    /// <summary>Adds a place; they come in their order.</summary>
    public void Add(int page, int position)
    {
        if (page != _page)
        {
            End();
            (_page, _position) = (page, -1);
        }

        _count++;
        if (_positions.Length - _positionsLength < PostingFormat.MostBytesOfNumber)
            Array.Resize(ref _positions, 2 * _positions.Length);
        _positionsLength += PostingFormat.WriteNumber(_positions.AsSpan(_positionsLength), (uint)(position - _position));
        _position = position;
    }

    /// <summary>Returns the bytes of the pages.</summary>
    public ReadOnlyMemory<byte> GetList()
    {
        End();
        return _list.AsMemory(0, _listLength);
    }

    /// <summary>Returns the bytes of the positions.</summary>
    public ReadOnlyMemory<byte> GetPositions() => _positions.AsMemory(0, _positionsLength);

    private void End()
    {
        if (_count == 0)
            return;
        if (_list.Length - _listLength < PostingFormat.MostBytes)
            Array.Resize(ref _list, 2 * _list.Length);
        _listLength += PostingFormat.Write(_list.AsSpan(_listLength), _page - _before, _count);
        (_before, _count) = (_page, 0);
    }
}
