using static SynthGen.Adapters.Tables.ThriftShape;

namespace SynthGen.Adapters.Tables;

/// <summary>The shapes of Parquet's metadata, as the library knows them. Encrypted files are left out.</summary>
/// <remarks>https://github.com/apache/parquet-format/blob/master/src/main/thrift/parquet.thrift</remarks>
internal static class ParquetShapes
{
    private static readonly ThriftShape Empty = Struct();
    private static readonly ThriftShape TimeUnit = Struct((1, Empty), (2, Empty), (3, Empty));
    private static readonly ThriftShape Time = Struct((1, Flag), (2, TimeUnit));

    private static readonly ThriftShape LogicalType = Struct(
        (1, Empty), (2, Empty), (3, Empty), (4, Empty), (5, Struct((1, Integer), (2, Integer))), (6, Empty), (7, Time), (8, Time),
        (10, Struct((1, SmallInteger), (2, Flag))), (11, Empty), (12, Empty), (13, Empty), (14, Empty), (15, Empty),
        (16, Struct((1, SmallInteger))), (17, Struct((1, Bytes))), (18, Struct((1, Bytes), (2, Integer))));

    private static readonly ThriftShape SchemaElement = Struct(
        (1, Integer), (2, Integer), (3, Integer), (4, Bytes), (5, Integer), (6, Integer), (7, Integer), (8, Integer), (9, Integer), (10, LogicalType));

    private static readonly ThriftShape KeyValue = Struct((1, Bytes), (2, Bytes));

    private static readonly ThriftShape Statistics = Struct(
        (1, Bytes), (2, Bytes), (3, Integer), (4, Integer), (5, Bytes), (6, Bytes), (7, Flag), (8, Flag));

    private static readonly ThriftShape Box = Struct(
        (1, ThriftShape.Double), (2, ThriftShape.Double), (3, ThriftShape.Double), (4, ThriftShape.Double),
        (5, ThriftShape.Double), (6, ThriftShape.Double), (7, ThriftShape.Double), (8, ThriftShape.Double));

    private static readonly ThriftShape ColumnMetaData = Struct(
        (1, Integer), (2, List(Integer)), (3, List(Bytes)), (4, Integer), (5, Integer), (6, Integer), (7, Integer), (8, List(KeyValue)),
        (9, Integer), (10, Integer), (11, Integer), (12, Statistics), (13, List(Struct((1, Integer), (2, Integer), (3, Integer)))), (14, Integer), (15, Integer),
        (16, Struct((1, Integer), (2, List(Integer)), (3, List(Integer)))), (17, Struct((1, Box), (2, List(Integer)))));

    private static readonly ThriftShape ColumnChunk = Struct(
        (1, Bytes), (2, Integer), (3, ColumnMetaData), (4, Integer), (5, Integer), (6, Integer), (7, Integer), (9, Bytes));

    private static readonly ThriftShape RowGroup = Struct(
        (1, List(ColumnChunk)), (2, Integer), (3, Integer), (4, List(Struct((1, Integer), (2, Flag), (3, Flag)))), (5, Integer), (6, Integer), (7, Integer));

    /// <summary>The metadata at a file's end. Field 2 is the schema.</summary>
    public static ThriftShape FileMetaData { get; } = Struct(
        (1, Integer), (2, List(SchemaElement)), (3, Integer), (4, List(RowGroup)), (5, List(KeyValue)), (6, Bytes), (7, List(Struct((1, Empty)))), (9, Bytes));

    /// <summary>The number of an element's children in the schema.</summary>
    public const int ChildCount = 5;

    /// <summary>The header of a page: its type, its size and its compressed size, and headers of data, of a dictionary, and of data of version 2.</summary>
    public static ThriftShape PageHeader { get; } = Struct(
        (1, Integer), (2, Integer), (3, Integer), (4, Integer), (5, Struct((1, Integer), (2, Integer), (3, Integer), (4, Integer), (5, Statistics))), (6, Empty),
        (7, Struct((1, Integer), (2, Integer), (3, Flag))), (8, Struct((1, Integer), (2, Integer), (3, Integer), (4, Integer), (5, Integer), (6, Integer), (7, Flag), (8, Statistics))));
}
