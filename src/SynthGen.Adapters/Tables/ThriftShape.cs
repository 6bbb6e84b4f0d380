namespace SynthGen.Adapters.Tables;

/// <summary>
/// The shape of a value in Thrift's compact protocol, in which Parquet keeps its metadata. The library reads on past the
/// end, by the numbers of fields and not by their types; what has not its shape must not come to it.
/// </summary>
/// <remarks>https://github.com/apache/thrift/blob/master/doc/specs/thrift-compact-protocol.md</remarks>
internal sealed class ThriftShape
{
    private const int True = 1, False = 2, Byte = 3, Int16 = 4, Int64 = 6, DoubleType = 7, Binary = 8, ListType = 9, StructType = 12;

    private readonly Func<int, bool> _fits;
    private readonly ThriftShape? _item;
    private readonly Dictionary<int, ThriftShape>? _fields;

    private ThriftShape(Func<int, bool> fits, ThriftShape? item = null, Dictionary<int, ThriftShape>? fields = null) => (_fits, _item, _fields) = (fits, item, fields);

    /// <summary>A whole number.</summary>
    public static ThriftShape Integer { get; } = new(type => type is >= Int16 and <= Int64);

    /// <summary>A byte.</summary>
    public static ThriftShape SmallInteger { get; } = new(type => type == Byte);

    /// <summary>True or false.</summary>
    public static ThriftShape Flag { get; } = new(type => type is True or False);

    /// <summary>A number of 64 bits.</summary>
    public static ThriftShape Double { get; } = new(type => type == DoubleType);

    /// <summary>Bytes or a text.</summary>
    public static ThriftShape Bytes { get; } = new(type => type == Binary);

    /// <summary>A list.</summary>
    public static ThriftShape List(ThriftShape item) => new(type => type == ListType, item);

    /// <summary>A structure with these fields. Others are simple values, or it does not fit.</summary>
    public static ThriftShape Struct(params ReadOnlySpan<(int Id, ThriftShape Shape)> fields)
    {
        Dictionary<int, ThriftShape> known = [];
        foreach ((int id, ThriftShape shape) in fields)
            known.Add(id, shape);
        return new ThriftShape(type => type == StructType, null, known);
    }

    /// <summary>Reads a structure.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="at">Where it starts; then, where it ends.</param>
    /// <returns>Its whole numbers, lists and structures by the numbers of their fields.</returns>
    /// <exception cref="InvalidDataException">The bytes have another shape, or end before.</exception>
    public Dictionary<int, object?> Read(ReadOnlySpan<byte> bytes, ref int at)
    {
        Dictionary<int, object?> values = [];
        for (int last = 0; Next(bytes, ref at) is not 0 and int head;)
        {
            int type = head & 0xF;
            last = head >> 4 == 0 ? (short)Number(bytes, ref at) : last + (head >> 4);
            if (!_fields!.TryGetValue(last, out ThriftShape? field))
                Skip(type, bytes, ref at);
            else if (!field._fits(type) || !values.TryAdd(last, field.Value(type, bytes, ref at)))
                throw Damaged();
        }

        return values;
    }

    private object? Value(int type, ReadOnlySpan<byte> bytes, ref int at)
    {
        if (_fields is not null)
            return Read(bytes, ref at);
        if (_item is not null)
            return Items(bytes, ref at);
        switch (type)
        {
            case True or False:
                return type == True ? 1L : 0L;
            case Byte:
                return (long)Next(bytes, ref at);
            case DoubleType:
                at += sizeof(double);
                return at <= bytes.Length ? null : throw Damaged();
            case Binary:
                ulong length = Varint(bytes, ref at);
                at += length <= (ulong)(bytes.Length - at) ? (int)length : throw Damaged();
                return null;
            default:
                return Number(bytes, ref at);
        }
    }

    private List<object?> Items(ReadOnlySpan<byte> bytes, ref int at)
    {
        int head = Next(bytes, ref at), type = head & 0xF;
        ulong count = head >> 4 == 0xF ? Varint(bytes, ref at) : (ulong)(head >> 4);

        // Each item takes a byte at least.
        if (count > (ulong)(bytes.Length - at) || (count > 0 && !_item!._fits(type)))
            throw Damaged();
        List<object?> items = new((int)count);
        for (ulong i = 0; i < count; i++)
            items.Add(_item!.Value(type, bytes, ref at));
        return items;
    }

    // A field that a later version of the format added.
    private static void Skip(int type, ReadOnlySpan<byte> bytes, ref int at)
    {
        ThriftShape? simple = Array.Find([Flag, SmallInteger, Integer, Double, Bytes], shape => shape._fits(type));
        (simple ?? throw Damaged()).Value(type, bytes, ref at);
    }

    private static int Next(ReadOnlySpan<byte> bytes, ref int at) => at < bytes.Length ? bytes[at++] : throw Damaged();

    private static long Number(ReadOnlySpan<byte> bytes, ref int at) => Varint(bytes, ref at) is var raw ? (long)(raw >> 1) ^ -(long)(raw & 1) : 0;

    private static ulong Varint(ReadOnlySpan<byte> bytes, ref int at)
    {
        ulong number = 0;
        for (int shift = 0; shift < 64; shift += 7)
        {
            int next = Next(bytes, ref at);
            number |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
                return number;
        }

        throw Damaged();
    }

    private static InvalidDataException Damaged() => new("The metadata of the Parquet file is damaged.");
}
