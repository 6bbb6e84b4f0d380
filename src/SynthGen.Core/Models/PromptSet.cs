using System.Security.Cryptography;
using System.Text;
using SynthGen.Tools;

namespace SynthGen.Models;

/// <summary>The prompts for models: Markdown with {{slots}}, built in or the user's own.</summary>
public sealed class PromptSet
{
    /// <summary>The names of the files in a folder of prompts.</summary>
    public static IReadOnlyList<string> FileNames { get; } = ["Instruction.md", "Page.md", "Repair.md", "Refine.md"];

    private PromptSet(string instruction, string page, string repair, string refine)
    {
        Instruction = instruction;
        Page = page;
        Repair = repair;
        Refine = refine;
        IEnumerable<string> examples = instruction.Contains("{{examples}}", StringComparison.Ordinal) ? Examples.Select(example => example.Text) : [];
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\0', [instruction, page, repair, refine, .. examples])));
        Version = Convert.ToHexStringLower(hash.AsSpan(0, 6));
    }

    /// <summary>The worked examples for the instruction, each with the built-in tool that it calls.</summary>
    internal static IReadOnlyList<(string Tool, string Text)> Examples { get; } =
        [.. BuiltInTools.All.Select(tool => (tool.Name, Embedded($"Example.{tool.Name}.md")))];

    /// <summary>The built-in prompts.</summary>
    public static PromptSet BuiltIn { get; } = new(Embedded("Instruction.md"), Embedded("Page.md"), Embedded("Repair.md"), Embedded("Refine.md"));

    /// <summary>The instruction; slots: domain, audience, tools, count, examples.</summary>
    public string Instruction { get; }

    /// <summary>The turn with a page; slots: code, page, plan.</summary>
    public string Page { get; }

    /// <summary>Whether the turn with a page has a place for the page's plan.</summary>
    public bool HasPlan => Page.Contains("{{plan}}", StringComparison.Ordinal);

    /// <summary>The request to repair unusable rows; slot: complaints.</summary>
    public string Repair { get; }

    /// <summary>The request to write rows again that do not single out their page; slots: code, results, count.</summary>
    public string Refine { get; }

    /// <summary>Twelve hexadecimal digits of a hash of the texts; it changes with the wording.</summary>
    public string Version { get; }

    /// <summary>Reads the prompts of a folder; the built-in prompt replaces a missing file.</summary>
    /// <exception cref="FileNotFoundException">The folder holds none of the files.</exception>
    /// <exception cref="FormatException">A file lacks a slot that it needs; the message names both.</exception>
    public static PromptSet Read(string folder)
    {
        string?[] texts = [.. FileNames.Select(name => Path.Combine(folder, name)).Select(path => File.Exists(path) ? File.ReadAllText(path) : null)];
        if (texts.All(text => text is null))
            throw new FileNotFoundException($"None of {string.Join(", ", FileNames)} is in the folder.", folder);

        Need(texts[0], FileNames[0], "{{tools}}");
        Need(texts[1], FileNames[1], "{{page}}");
        Need(texts[2], FileNames[2], "{{complaints}}");
        Need(texts[3], FileNames[3], "{{results}}");
        return new PromptSet(texts[0] ?? BuiltIn.Instruction, texts[1] ?? BuiltIn.Page, texts[2] ?? BuiltIn.Repair, texts[3] ?? BuiltIn.Refine);
    }

    private static void Need(string? text, string name, string slot)
    {
        if (text is not null && !text.Contains(slot, StringComparison.Ordinal))
            throw new FormatException($"{name} has no {slot}.");
    }

    /// <summary>Returns the text of a prompt in this assembly.</summary>
    internal static string Embedded(string name)
    {
        using Stream stream = typeof(PromptSet).Assembly.GetManifestResourceStream(name)!;
        using StreamReader reader = new(stream);
        return reader.ReadToEnd();
    }
}
