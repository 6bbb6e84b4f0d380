using System.Text;
using System.Text.Json;

namespace SynthGen.TestServer.Model;

/// <summary>The speaker of a turn.</summary>
public enum DialogueRole
{
    /// <summary>The instruction.</summary>
    System,

    /// <summary>Whoever asks.</summary>
    User,

    /// <summary>The model.</summary>
    Assistant,

    /// <summary>A tool.</summary>
    Tool,
}

/// <summary>A call within a conversation.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">The tool's name.</param>
/// <param name="Arguments">The arguments as JSON, or what is sent in its place.</param>
public sealed record DialogueCall(string Id, string Name, string Arguments);

/// <summary>One turn of a conversation.</summary>
/// <param name="Role">The speaker.</param>
/// <param name="Text">The text; of a tool, the result.</param>
public sealed record DialogueTurn(DialogueRole Role, string Text)
{
    /// <summary>The model's calls.</summary>
    public IReadOnlyList<DialogueCall> Calls { get; init; } = [];
}

/// <summary>Who the model plays.</summary>
public enum DialoguePart
{
    /// <summary>The assistant, with tools.</summary>
    Assistant,

    /// <summary>The person who asks the assistant.</summary>
    User,

    /// <summary>A tool.</summary>
    Tool,
}

/// <summary>A conversation with tools, as a request has it.</summary>
/// <param name="Tools">The tools that are offered.</param>
/// <param name="Turns">The turns so far, the instruction among them.</param>
public sealed record Dialogue(IReadOnlyList<ToolShape> Tools, IReadOnlyList<DialogueTurn> Turns)
{
    /// <summary>The instruction; empty if there is none.</summary>
    public string Instruction => Turns.FirstOrDefault(turn => turn.Role is DialogueRole.System)?.Text ?? "";

    /// <summary>Who the model plays.</summary>
    public DialoguePart Part => PartOf(Instruction) ?? DialoguePart.Assistant;

    /// <summary>Who the model plays by an instruction; null if that is another task than a part of a conversation.</summary>
    public static DialoguePart? PartOf(string instruction) =>
        instruction.StartsWith("You play a person", StringComparison.Ordinal) ? DialoguePart.User
        : instruction.StartsWith("You play a tool", StringComparison.Ordinal) ? DialoguePart.Tool
        : instruction.StartsWith("You answer questions about a document", StringComparison.Ordinal) ? DialoguePart.Assistant
        : null;

    /// <summary>The last turn of whoever asks; empty if there is none.</summary>
    public string Question => Turns.LastOrDefault(turn => turn.Role is DialogueRole.User)?.Text ?? "";

    /// <summary>The turns after the last one of whoever asks.</summary>
    public IEnumerable<DialogueTurn> SinceQuestion => Turns.Reverse().TakeWhile(turn => turn.Role is not DialogueRole.User).Reverse();

    /// <summary>All that has been said, as the page that decides on faults: each state of a conversation is one.</summary>
    public AskedPage ToPage()
    {
        StringBuilder text = new();
        foreach (DialogueTurn turn in Turns)
        {
            text.Append(turn.Role).Append(": ").Append(turn.Text).Append('\n');
            foreach (DialogueCall call in turn.Calls)
                text.Append("call ").Append(call.Name).Append(' ').Append(call.Arguments).Append('\n');
        }

        return new AskedPage(text.ToString());
    }

    /// <summary>Reads a tool's declaration.</summary>
    internal static ToolShape Tool(JsonElement name, JsonElement? parameters) => new(name.GetString()!, parameters?.Clone());
}
