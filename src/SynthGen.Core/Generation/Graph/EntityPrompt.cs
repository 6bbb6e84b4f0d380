using System.Security.Cryptography;
using System.Text;
using SynthGen.Generation.Prompts;
using SynthGen.Models;

namespace SynthGen.Generation.Graph;

/// <summary>The prompts that ask a model for what a page names.</summary>
public static class EntityPrompt
{
    private const string Text = """{"type":"string"}""";

    /// <summary>The JSON Schema of a reply.</summary>
    internal const string Schema =
        $$$$"""{"type":"object","properties":{"entities":{"type":"array","items":{"type":"object","properties":{"name":{{{{Text}}}},"type":{"type":"string","enum":["person","organization","place","event","law","term","date","amount"]},"quote":{{{{Text}}}}},"required":["name","type","quote"]}},"relations":{"type":"array","items":{"type":"object","properties":{"from":{{{{Text}}}},"to":{{{{Text}}}},"relation":{{{{Text}}}},"quote":{{{{Text}}}}},"required":["from","to","relation","quote"]}}},"required":["entities","relations"]}""";

    private static readonly string PageText = PromptSet.Embedded("Graph.Page.md");

    /// <summary>The instruction, the same for all pages.</summary>
    internal static ChatTurn Instruction { get; } = new(ChatRole.System, PromptSet.Embedded("Graph.Instruction.md"));

    /// <summary>The request for what is missing.</summary>
    internal static ChatTurn More { get; } = new(ChatRole.User, PromptSet.Embedded("Graph.More.md").TrimEnd());

    /// <summary>Twelve hexadecimal digits of a hash of the prompts.</summary>
    public static string Version { get; } =
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Instruction.Text}\0{PageText}\0{More.Text}")).AsSpan(0, 6));

    /// <summary>Returns a page as data, between markers with a code that its text does not contain.</summary>
    internal static ChatTurn Page(OcrPage page) =>
        new(ChatRole.User, PageText.Replace("{{code}}", PromptWriter.Code(page.Text)).Replace("{{page}}", page.Text).TrimEnd());
}
