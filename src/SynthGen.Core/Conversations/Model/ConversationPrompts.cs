using System.Security.Cryptography;
using System.Text;
using SynthGen.Models;

namespace SynthGen.Conversations.Model;

/// <summary>The prompts of a conversation's three parts: Markdown with {{slots}}, built in or the user's own.</summary>
public sealed class ConversationPrompts
{
    private readonly Dictionary<ConversationKind, string> _tasks = [];

    private ConversationPrompts(string user, string assistant, string toolResult)
    {
        Assistant = assistant.Trim();
        ToolResult = toolResult.Trim();
        string[] sections = user.ReplaceLineEndings("\n").Split("\n# ");
        User = sections[0].Trim();
        foreach (string section in sections[1..])
        {
            string[] parts = section.Split('\n', 2);
            if (parts.Length == 2 && Enum.TryParse(parts[0].Trim(), ignoreCase: true, out ConversationKind kind))
                _tasks[kind] = parts[1].Trim();
        }

        Version = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\0', user, assistant, toolResult))).AsSpan(0, 6));
    }

    /// <summary>The names of the files in a folder of prompts.</summary>
    public static IReadOnlyList<string> FileNames { get; } = ["User.md", "Assistant.md", "ToolResult.md"];

    /// <summary>The built-in prompts.</summary>
    public static ConversationPrompts BuiltIn { get; } = new(PromptSet.Embedded("User.md"), PromptSet.Embedded("Assistant.md"), PromptSet.Embedded("ToolResult.md"));

    /// <summary>The instruction of the user's part; slots: task, notes, code, number.</summary>
    public string User { get; }

    /// <summary>The instruction of the assistant's part. It has no slots, because the assistant knows nothing of the plan.</summary>
    public string Assistant { get; }

    /// <summary>The instruction of a simulated tool; slot: tool.</summary>
    public string ToolResult { get; }

    /// <summary>Twelve hexadecimal digits of a hash of the texts; it changes with the wording.</summary>
    public string Version { get; }

    /// <summary>Returns what the user's part does in a conversation of a kind.</summary>
    public string TaskOf(ConversationKind kind) => _tasks[kind];

    /// <summary>Reads the prompts of a folder; the built-in prompt replaces a missing file.</summary>
    /// <exception cref="FileNotFoundException">The folder holds none of the files.</exception>
    /// <exception cref="FormatException">A file lacks a slot or a section that it needs; the message names both.</exception>
    public static ConversationPrompts Read(string folder)
    {
        string?[] texts = [.. FileNames.Select(name => Path.Combine(folder, name)).Select(path => File.Exists(path) ? File.ReadAllText(path) : null)];
        if (texts.All(text => text is null))
            throw new FileNotFoundException($"None of {string.Join(", ", FileNames)} is in the folder.", folder);

        ConversationPrompts prompts = new(texts[0] ?? PromptSet.Embedded("User.md"), texts[1] ?? BuiltIn.Assistant, texts[2] ?? BuiltIn.ToolResult);
        Need(prompts.User, "User.md", "{{task}}");
        Need(prompts.User, "User.md", "{{notes}}");
        Need(prompts.ToolResult, "ToolResult.md", "{{tool}}");
        foreach (ConversationKind kind in Enum.GetValues<ConversationKind>())
        {
            if (!prompts._tasks.ContainsKey(kind))
                throw new FormatException($"User.md has no section '# {kind}'.");
        }

        return prompts;
    }

    private static void Need(string text, string name, string slot)
    {
        if (!text.Contains(slot, StringComparison.Ordinal))
            throw new FormatException($"{name} has no {slot}.");
    }
}
