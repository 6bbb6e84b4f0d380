using System.Text;

namespace SynthGen.Adapters.Tests.Tables;

/// <summary>Writes structures in Thrift's compact protocol, right or wrong.</summary>
internal sealed class ThriftWriter
{
    private const int Integer = 6, Binary = 8, ListType = 9, StructType = 12;
    private readonly List<byte> _bytes = [];

    public byte[] ToArray() => [.. _bytes, 0];

    public ThriftWriter Number(int id, long value)
    {
        Field(id, Integer);
        Varint(value);
        return this;
    }

    public ThriftWriter Text(int id, string value)
    {
        Field(id, Binary);
        Length(value.Length);
        _bytes.AddRange(Encoding.ASCII.GetBytes(value));
        return this;
    }

    public ThriftWriter Texts(int id, params string[] values)
    {
        Field(id, ListType);
        _bytes.Add((byte)(values.Length << 4 | Binary));
        foreach (string value in values)
        {
            Length(value.Length);
            _bytes.AddRange(Encoding.ASCII.GetBytes(value));
        }

        return this;
    }

    public ThriftWriter Struct(int id, ThriftWriter value)
    {
        Field(id, StructType);
        _bytes.AddRange(value.ToArray());
        return this;
    }

    public ThriftWriter List(int id, params ThriftWriter[] items) => List(id, items.Length, items);

    /// <summary>A list that says it has so many items.</summary>
    public ThriftWriter List(int id, long said, params ThriftWriter[] items)
    {
        Field(id, ListType);
        _bytes.Add(0xF0 | StructType);
        Length(said);
        foreach (ThriftWriter item in items)
            _bytes.AddRange(item.ToArray());
        return this;
    }

    private void Field(int id, int type)
    {
        _bytes.Add((byte)type);
        Varint(id);
    }

    private void Varint(long value) => Length((value << 1) ^ (value >> 63));

    private void Length(long value)
    {
        ulong rest = (ulong)value;
        for (; rest >= 0x80; rest >>= 7)
            _bytes.Add((byte)(rest | 0x80));
        _bytes.Add((byte)rest);
    }
}
