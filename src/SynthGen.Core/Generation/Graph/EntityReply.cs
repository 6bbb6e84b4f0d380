using System.Text;
using System.Text.Json;
using SynthGen.Generation.Replies;
using SynthGen.Json;

namespace SynthGen.Generation.Graph;

/// <summary>An entity as a model lists it.</summary>
internal sealed record ListedEntity(string Name, string Type, string Quote);

/// <summary>A relation as a model lists it.</summary>
internal sealed record ListedRelation(string From, string To, string Relation, string Quote);

/// <summary>
/// Reads a model's list of entities and relations: from JSON as a whole, or from what is left of it, object by object. An object
/// is known by its members, so that other names of the lists, a fence, prose around it and a reply that is cut off do no harm.
/// </summary>
internal sealed class EntityReply
{
    // Each object that does not end is read to the end of the reply.
    private const int MostFailures = 64;

    private static readonly string[] Name = ["name", "entity", "entity_name", "title"], Type = ["type", "kind", "entity_type", "category"];
    private static readonly string[] Quote = ["quote", "evidence", "sentence", "text", "passage"], Relation = ["relation", "relationship", "description", "predicate"];
    private static readonly string[] From = ["from", "source", "subject", "src"], To = ["to", "target", "object", "dst"];

    private EntityReply()
    {
    }

    /// <summary>The entities.</summary>
    public List<ListedEntity> Entities { get; } = [];

    /// <summary>The relations.</summary>
    public List<ListedRelation> Relations { get; } = [];

    /// <summary>The number of objects that are neither.</summary>
    public int Unknown { get; private set; }

    /// <summary>Why nothing could be read; null if the reply is a list, even an empty one.</summary>
    public string? Fault { get; private set; }

    /// <summary>Reads a reply. It throws for no reply.</summary>
    public static EntityReply Read(string text)
    {
        EntityReply reply = new();
        if (text.Length > ReplyParser.LongestReply)
        {
            reply.Fault = $"The reply is longer than {ReplyParser.LongestReply} characters.";
            return reply;
        }

        bool sawJson = false;
        int failures = 0;
        StringBuilder json = new();
        for (int at = text.IndexOf('{'); at >= 0 && failures < MostFailures;)
        {
            TolerantJson scanner = new(text, at, json.Clear());
            int next = at + 1;
            if (scanner.ReadValue(ReplyParser.DeepestRow, inObject: false) != ScanEnd.Complete)
                failures++;
            else if (Parse(json.ToString()) is { } value)
            {
                sawJson |= reply.Take(value, isOutermost: true);
                next = Math.Max(next, scanner.At);
            }

            at = next < text.Length ? text.IndexOf('{', next) : -1;
        }

        if (!sawJson && reply.Entities.Count + reply.Relations.Count == 0)
            reply.Fault = "The reply holds no list of entities.";
        return reply;
    }

    // A half of a surrogate pair is JSON, but not text.
    private static IReadOnlyDictionary<string, object?>? Parse(string json)
    {
        try
        {
            return JsonValue.Parse(json) as IReadOnlyDictionary<string, object?>;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or ArgumentException)
        {
            return null;
        }
    }

    private static string? TextOf(IReadOnlyDictionary<string, object?> item, string[] names)
    {
        foreach (string name in names)
        {
            foreach ((string key, object? value) in item)
            {
                if (key.Equals(name, StringComparison.OrdinalIgnoreCase) && value is string text && !string.IsNullOrWhiteSpace(text))
                    return string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
            }
        }

        return null;
    }

    // Whether the object is a list, an entity or a relation.
    private bool Take(IReadOnlyDictionary<string, object?> item, bool isOutermost)
    {
        if (TextOf(item, Quote) is { } quote)
        {
            if (TextOf(item, From) is { } from && TextOf(item, To) is { } to)
                Relations.Add(new ListedRelation(from, to, TextOf(item, Relation) ?? "", quote));
            else if (TextOf(item, Name) is { } name)
                Entities.Add(new ListedEntity(name, TextOf(item, Type) ?? "", quote));
            else
                Unknown++;
            return true;
        }

        IEnumerable<object?>[] lists = [.. item.Values.OfType<IReadOnlyList<object?>>()];
        foreach (IReadOnlyDictionary<string, object?> inner in lists.SelectMany(list => list).Concat(item.Values).OfType<IReadOnlyDictionary<string, object?>>())
            Take(inner, isOutermost: false);
        if (lists.Length == 0 && !isOutermost)
            Unknown++;
        return lists.Length > 0;
    }
}
