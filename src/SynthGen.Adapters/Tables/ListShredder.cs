using System.Text.Json;
using Parquet;
using Parquet.Schema;

namespace SynthGen.Adapters.Tables;

/// <summary>A list of objects or of plain values.</summary>
internal sealed class ListShredder(string name, ColumnShredder item) : ColumnShredder
{
    private readonly ListField _field = new(name, item.Field);

    public override Field Field => _field;

    public override int AddNothing(int repetition, int definition) => item.AddNothing(repetition, definition);

    public override Task WriteAsync(ParquetRowGroupWriter group) => item.WriteAsync(group);

    public override void Begin() => item.Begin();

    public override void End(int slot) => item.End(slot);

    public override int Repeat(int slot) => item.Repeat(slot);

    protected override int AddValue(ref LineReader line, int repetition, int definition)
    {
        line.Expect(JsonTokenType.StartArray);
        if (!line.ReadItem())
            return item.AddNothing(repetition, _field.MaxDefinitionLevel - 1);

        int size = 0;
        do
        {
            size += item.Add(ref line, repetition, _field.MaxDefinitionLevel);
            repetition = _field.MaxRepetitionLevel;
        }
        while (line.ReadItem());
        return size;
    }
}
