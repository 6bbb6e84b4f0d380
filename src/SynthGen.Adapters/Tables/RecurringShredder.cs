using System.Text.Json;
using Parquet;
using Parquet.Schema;

namespace SynthGen.Adapters.Tables;

/// <summary>A column of rows in which values recur: what was split before is taken again as it is.</summary>
internal sealed class RecurringShredder(ColumnShredder column, RecurringValue values) : ColumnShredder(column.Name)
{
    public override Field Field => column.Field;

    public override int Add(JsonElement value, int repetition, int definition)
    {
        if (values.Slot >= 0)
            return column.Repeat(values.Slot);
        int slot = values.Keep(value);
        if (slot < 0)
            return column.Add(value, repetition, definition);

        column.Begin(slot);
        int size = column.Add(value, repetition, definition);
        column.End(slot);
        return size;
    }

    public override async Task WriteAsync(ParquetRowGroupWriter group)
    {
        await column.WriteAsync(group).ConfigureAwait(false);
        values.Forget();
    }

    public override void Begin(int slot) => column.Begin(slot);

    public override void End(int slot) => column.End(slot);

    public override int Repeat(int slot) => column.Repeat(slot);
}
