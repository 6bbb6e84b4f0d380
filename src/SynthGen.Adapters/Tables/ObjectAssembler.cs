using System.Text.Json;
using Parquet;
using Parquet.Schema;

namespace SynthGen.Adapters.Tables;

/// <summary>An object.</summary>
internal sealed class ObjectAssembler(StructField field, ColumnAssembler[] members) : ColumnAssembler(field.Name, field.MaxDefinitionLevel)
{
    public override ValueAssembler First { get; } = members[0].First;

    public override async Task LoadAsync(ParquetRowGroupReader group)
    {
        foreach (ColumnAssembler member in members)
            await member.LoadAsync(group).ConfigureAwait(false);
    }

    public override void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        foreach (ColumnAssembler member in members)
            member.WriteMember(json);
        json.WriteEndObject();
    }

    public override void Pass()
    {
        foreach (ColumnAssembler member in members)
            member.Pass();
    }
}
