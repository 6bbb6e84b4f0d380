using System.Text.Json;
using static SynthGen.Rows.Utf8JsonReaderChecks;

namespace SynthGen.Rows;

/// <summary>
/// The members of a line that only a conversation has. They are read when the whole line is known, because in a line without
/// messages they are keys that the format does not define.
/// </summary>
internal ref struct ConversationMembers
{
    private Utf8JsonReader _kind, _difficulty, _messages, _pages;

    /// <summary>Whether the line is a conversation's.</summary>
    public readonly bool HasMessages => IsThere(_messages) && _messages.TokenType != JsonTokenType.Null;

    /// <summary>Whether the reader is at one of the members; if so, it is noted and skipped.</summary>
    public bool Find(ref Utf8JsonReader reader)
    {
        if (Is(ref reader, "messages"u8))
            _messages = reader;
        else if (Is(ref reader, "pages"u8))
            _pages = reader;
        else if (Is(ref reader, "kind"u8))
            _kind = reader;
        else if (Is(ref reader, "difficulty"u8))
            _difficulty = reader;
        else
            return false;

        reader.Skip();
        return true;
    }

    /// <summary>Adds the members that the line has to the unknown keys.</summary>
    public readonly void AddTo(UnknownKeys unknown)
    {
        if (IsThere(_kind))
            unknown.Add("kind");
        if (IsThere(_difficulty))
            unknown.Add("difficulty");
        if (IsThere(_pages))
            unknown.Add("pages");
    }

    /// <summary>Reads a conversation of the members.</summary>
    /// <param name="shared">The texts that lines share.</param>
    /// <param name="unknown">The keys that the format does not define.</param>
    /// <param name="pages">The pages of a line that has no list of them.</param>
    /// <exception cref="FormatException">A member is not as the format defines it.</exception>
    public ToolConversation Read(SharedTexts shared, UnknownKeys unknown, ConversationPage[] pages) => new(MessageJson.Read(ref _messages, shared, unknown))
    {
        Kind = IsThere(_kind) && !IsNull(ref _kind) ? Named<ConversationKind>(ref _kind, "kind") : null,
        Difficulty = IsThere(_difficulty) && !IsNull(ref _difficulty) ? Named<QueryDifficulty>(ref _difficulty, "difficulty") : null,
        Pages = IsThere(_pages) && !IsNull(ref _pages) ? ConversationPageJson.Read(ref _pages, shared, unknown) : pages,
    };

    private static bool IsThere(in Utf8JsonReader reader) => reader.TokenType != JsonTokenType.None;
}
