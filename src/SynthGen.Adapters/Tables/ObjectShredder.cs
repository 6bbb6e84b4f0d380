using System.Text.Json;
using Parquet;
using Parquet.Schema;
using SynthGen.Datasets;

namespace SynthGen.Adapters.Tables;

/// <summary>An object.</summary>
internal sealed class ObjectShredder : ColumnShredder
{
    private readonly ColumnShredder[] _members;
    private readonly MemberShredder _object;
    private readonly StructField _field;

    public ObjectShredder(string name, IReadOnlyList<Column> members)
    {
        _members = [.. members.Select(For)];
        _object = new MemberShredder(members, _members);
        _field = new StructField(name, [.. _members.Select(member => member.Field)]);
    }

    public override Field Field => _field;

    public override int AddNothing(int repetition, int definition)
    {
        int size = 0;
        foreach (ColumnShredder member in _members)
            size += member.AddNothing(repetition, definition);
        return size;
    }

    public override async Task WriteAsync(ParquetRowGroupWriter group)
    {
        foreach (ColumnShredder member in _members)
            await member.WriteAsync(group).ConfigureAwait(false);
    }

    public override void Begin()
    {
        foreach (ColumnShredder member in _members)
            member.Begin();
    }

    public override void End(int slot)
    {
        foreach (ColumnShredder member in _members)
            member.End(slot);
    }

    public override int Repeat(int slot)
    {
        int size = 0;
        foreach (ColumnShredder member in _members)
            size += member.Repeat(slot);
        return size;
    }

    protected override int AddValue(ref LineReader line, int repetition, int definition)
    {
        line.Expect(JsonTokenType.StartObject);
        return _object.Add(ref line, repetition, _field.MaxDefinitionLevel);
    }
}
