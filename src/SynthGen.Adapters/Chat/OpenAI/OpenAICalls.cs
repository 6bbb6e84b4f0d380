using System.Text;
using System.Text.Json;
using Microsoft.Extensions.AI;
using SynthGen.Adapters.Chat.Json;

namespace SynthGen.Adapters.Chat.OpenAI;

/// <summary>
/// The calls of a reply, whole or in the pieces of a stream. Compatible servers write the arguments as a text or as an object,
/// leave out ids and indexes, or know the older function_call alone.
/// </summary>
internal sealed class OpenAICalls
{
    private readonly List<Piece> _pieces = [];

    /// <summary>Whether there are no calls.</summary>
    public bool IsEmpty => _pieces.Count == 0;

    /// <summary>The calls in order.</summary>
    public IReadOnlyList<FunctionCallContent> Read() =>
        [.. _pieces.Select(piece => CallContent.Create(piece.Id, piece.Name.ToString(), piece.Arguments.ToString()))];

    /// <summary>Takes the calls of a message, or of a piece of one.</summary>
    public void Take(JsonElement message)
    {
        foreach (JsonElement call in message.Items("tool_calls"))
        {
            if (call.Property("function") is { ValueKind: JsonValueKind.Object } function)
                Take(PieceOf(call.Number("index"), call.Text("id"), function.Text("name")), function);
        }

        if (_pieces.All(piece => piece.IsOlder) && message.Property("function_call") is { ValueKind: JsonValueKind.Object } older)
            Take(PieceOf(0, null, null, isOlder: true), older);
    }

    // A piece belongs to the call of its index. Without one, a piece that has an id or a name begins a call.
    private Piece PieceOf(int? index, string? id, string? name, bool isOlder = false)
    {
        Piece? known = index is { } place
            ? _pieces.Find(piece => piece.Index == place && (id is null or "" || piece.Id is null or "" || piece.Id == id))
            : id is null or "" && name is null ? _pieces.LastOrDefault() : null;
        if (known is null)
            _pieces.Add(known = new Piece { Index = index, IsOlder = isOlder });
        known.Id = id is { Length: > 0 } ? id : known.Id;
        return known;
    }

    private static void Take(Piece piece, JsonElement function)
    {
        piece.Name.Append(function.Text("name"));
        if (function.Property("arguments") is { } arguments)
            piece.Arguments.Append(arguments.ValueKind == JsonValueKind.String ? arguments.Text() : arguments.GetRawText());
    }

    private sealed class Piece
    {
        public int? Index { get; init; }

        public bool IsOlder { get; init; }

        public string? Id { get; set; }

        public StringBuilder Name { get; } = new();

        public StringBuilder Arguments { get; } = new();
    }
}
