using System.Text.Json;
using Parquet;
using Parquet.Schema;

namespace SynthGen.Adapters.Tables;

/// <summary>A list.</summary>
internal sealed class ListAssembler(ListField field, ColumnAssembler item) : ColumnAssembler(field.Name, field.MaxDefinitionLevel - 1)
{
    public override ValueAssembler First { get; } = item.First;

    public override Task LoadAsync(ParquetRowGroupReader group) => item.LoadAsync(group);

    public override void Write(Utf8JsonWriter json)
    {
        json.WriteStartArray();
        if (First.NextDefinition < field.MaxDefinitionLevel)
        {
            item.Pass();
        }
        else
        {
            do
            {
                if (First.NextDefinition >= item.Definition)
                {
                    item.Write(json);
                }
                else
                {
                    item.Pass();
                    json.WriteNullValue();
                }
            }
            while (First.GoesOn(field.MaxRepetitionLevel));
        }

        json.WriteEndArray();
    }

    public override void Pass() => item.Pass();
}
