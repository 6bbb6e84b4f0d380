using System.Globalization;
using SynthGen.Rows;

namespace SynthGen.Datasets.Formats.Writing;

/// <summary>
/// The key for everything random in a row (the order of its tools, the ids of its calls): the row's id without its pages,
/// source and system message. Trainers' formats do not hold these, or get another, and a row must be the same after reading and
/// writing it again.
/// </summary>
internal static class RowKey
{
    /// <summary>Returns the key as the 16 hexadecimal digits of an id.</summary>
    /// <param name="row">The row.</param>
    /// <param name="turns">Its turns.</param>
    public static string TextOf(DatasetRow row, IReadOnlyList<ChatTurn> turns) => row switch
    {
        SyntheticQuery { Page: 0, Ordinal: 0, Label: "0", Source.Length: 0 } query => RowId.Of(query),
        SyntheticQuery query => RowId.Of(new SyntheticQuery(query.Query, query.Tools, 0)),
        _ when ChatTurns.IsQuery(turns) => RowId.Of(new SyntheticQuery(turns[0].Text!, [.. turns[1].Calls.Select(call => call.Call)], 0)),
        _ => RowId.Of(new ToolConversation([.. turns.SelectMany(Messages)])),
    };

    private static IEnumerable<ConversationMessage> Messages(ChatTurn turn) => turn.Role == MessageRole.Tool
        ? turn.Results.Select(result => ConversationMessage.Result(IdOf(result.Index), result.Text))
        : [new ConversationMessage(turn.Role, turn.Text) { Calls = [.. turn.Calls.Select(call => new ConversationCall(IdOf(call.Index), call.Call.Name, call.Call.Arguments))] }];

    private static string IdOf(int index) => string.Create(CultureInfo.InvariantCulture, $"call_{index + 1}");
}
