using Parquet;
using Parquet.Schema;

namespace SynthGen.Adapters.Tables;

/// <summary>A column of rows in which lists and objects recur: what was split before is taken again as it is, without reading it.</summary>
internal sealed class RecurringShredder(ColumnShredder column) : ColumnShredder
{
    private readonly RecurringValue _known = new();

    public override Field Field => column.Field;

    public override int AddNothing(int repetition, int definition) => column.AddNothing(repetition, definition);

    public override async Task WriteAsync(ParquetRowGroupWriter group)
    {
        await column.WriteAsync(group).ConfigureAwait(false);
        _known.Forget();
    }

    public override void Begin() => column.Begin();

    public override void End(int slot) => column.End(slot);

    public override int Repeat(int slot) => column.Repeat(slot);

    protected override int AddValue(ref LineReader line, int repetition, int definition)
    {
        if (_known.Pass(ref line) is >= 0 and int slot)
            return column.Repeat(slot);

        ReadOnlySpan<byte> text = line.Text;
        column.Begin();
        int size = column.Add(ref line, repetition, definition);
        if (_known.Keep(text[..^line.Rest.Length]) is >= 0 and int kept)
            column.End(kept);
        return size;
    }
}
