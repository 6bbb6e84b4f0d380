using System.Text.Json;
using SynthGen.Documents;
using SynthGen.Generation.Journal;
using SynthGen.Retrieval.Graph;

namespace SynthGen.Generation.Graph;

/// <summary>Stores what pages name. Its lines have the same members as those of an <see cref="OutcomeJournal"/>, so that one command reads both.</summary>
public sealed class EntityJournal : Journal<EntityOutcome>
{
    private EntityJournal(string path, CancellationToken cancellationToken)
        : base(path, isWritten: true, cancellationToken)
    {
    }

    /// <summary>Opens a journal for writing, or creates one.</summary>
    /// <exception cref="JournalInUseException">Another process is writing it.</exception>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">Access to the file is denied.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public static EntityJournal Open(string path, CancellationToken cancellationToken = default) => new(path, cancellationToken);

    private protected override OutcomeStatus StatusOf(EntityOutcome record) => record.Outcome.Status;

    private protected override void Write(Utf8JsonWriter json, EntityOutcome record)
    {
        OutcomeJournal.WriteOutcome(json, record.Outcome);
        json.WriteStartArray("sentences");
        foreach (EntitySentence sentence in record.Entities.Sentences)
        {
            json.WriteStartObject();
            json.WriteNumber("start", sentence.Evidence.Start);
            json.WriteString("quote", sentence.Evidence.Quote);
            json.WriteStartArray("entities");
            foreach (Entity entity in sentence.Entities)
            {
                json.WriteStartObject();
                json.WriteString("name", entity.Name);
                json.WriteString("kind", entity.Kind.ToString());
                json.WriteNumber("start", entity.Start);
                json.WriteNumber("length", entity.Length);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteStartArray("relations");
            foreach (EntityRelation relation in sentence.Relations)
            {
                json.WriteStartObject();
                json.WriteString("from", relation.From);
                json.WriteString("to", relation.To);
                json.WriteString("relation", relation.Description);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private protected override EntityOutcome Read(JsonElement line)
    {
        PageOutcome outcome = OutcomeJournal.ReadOutcome(line);
        return new EntityOutcome(outcome, new PageEntities(outcome.GetPageKey(), [.. line.GetProperty("sentences").EnumerateArray().Select(ReadSentence)]));
    }

    private static EntitySentence ReadSentence(JsonElement line)
    {
        string quote = line.GetProperty("quote").GetString()!;
        return new EntitySentence(
            new Evidence(quote, line.GetProperty("start").GetInt32(), quote.Length),
            [.. line.GetProperty("entities").EnumerateArray().Select(entity => new Entity(
                entity.GetProperty("name").GetString()!, Enum.Parse<PageGraphKind>(entity.GetProperty("kind").GetString()!), entity.GetProperty("start").GetInt32(), entity.GetProperty("length").GetInt32()))])
        {
            Relations = [.. line.GetProperty("relations").EnumerateArray().Select(relation => new EntityRelation(
                relation.GetProperty("from").GetString()!, relation.GetProperty("to").GetString()!, relation.GetProperty("relation").GetString()!))],
        };
    }
}
