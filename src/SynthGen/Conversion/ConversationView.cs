using System.Management.Automation;
using System.Text;
using System.Text.Json;
using SynthGen.Json;
using SynthGen.Text;

namespace SynthGen.Conversion;

/// <summary>Code properties of SynthGen.Conversion.ps1xml by which views show a conversation; they are hidden and compiled like those of <see cref="RecordMembers"/>.</summary>
public static class ConversationView
{
    /// <summary>The number of turns; each begins with a message of the user.</summary>
    public static int TurnCount(PSObject conversation) => Conversation(conversation).Messages.Count(message => message.Role == MessageRole.User);

    /// <summary>The number of calls.</summary>
    public static int CallCount(PSObject conversation) => Conversation(conversation).Messages.Sum(message => message.Calls.Count);

    /// <summary>The messages as text to be printed: each speaker on lines of its own, a result with a line for each hit.</summary>
    public static string Transcript(PSObject conversation)
    {
        StringBuilder text = new();
        foreach (ConversationMessage message in Conversation(conversation).Messages)
            Append(text, message);
        return text.ToString().TrimEnd('\n');
    }

    /// <summary>A message as text to be printed, as in <see cref="Transcript"/>.</summary>
    public static string MessageText(PSObject message)
    {
        StringBuilder text = new();
        Append(text, (ConversationMessage)message.BaseObject);
        return text.ToString().TrimEnd('\n');
    }

    private static ToolConversation Conversation(PSObject conversation) => (ToolConversation)conversation.BaseObject;

    private static void Append(StringBuilder text, ConversationMessage message)
    {
        string speaker = message.CallId is { } id ? $"{message.Role} {PrintableText.Line(id)}" : message.Role.ToString();
        if (message.Text is { } said)
            AppendLines(text, speaker, message.Role == MessageRole.Tool ? ResultLines(said) : PrintableText.Lines(said).Split('\n'));
        foreach (ConversationCall call in message.Calls)
            AppendLines(text, $"{message.Role} calls {PrintableText.Line(call.Id)}", [PrintableText.Line(call.ToString())]);
        if (message.Text is null && message.Calls.Count == 0)
            AppendLines(text, speaker, [""]);
    }

    private static void AppendLines(StringBuilder text, string speaker, string[] lines)
    {
        text.Append(speaker).Append(": ").Append(lines.Length == 1 ? lines[0] : "").Append('\n');
        foreach (string line in lines.Length == 1 ? [] : lines)
            text.Append("    ").Append(line).Append('\n');
    }

    // A list of objects, as searches give it, has a line for each; anything else is shown as it is.
    private static string[] ResultLines(string result)
    {
        try
        {
            using JsonDocument json = JsonDocument.Parse(result, new JsonDocumentOptions { MaxDepth = JsonLine.MaximumDepth });
            if (json.RootElement.ValueKind == JsonValueKind.Array && json.RootElement.EnumerateArray().All(hit => hit.ValueKind == JsonValueKind.Object))
                return [.. json.RootElement.EnumerateArray().Select(hit => PrintableText.Line(string.Join(", ", hit.EnumerateObject().Select(member => $"{member.Name}: {member.Value}"))))];
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            // It is a text.
        }

        return PrintableText.Lines(result).Split('\n');
    }
}
