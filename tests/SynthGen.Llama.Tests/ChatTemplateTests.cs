using System.Text.RegularExpressions;
using SynthGen.Models;

namespace SynthGen.Llama.Tests;

/// <summary>Families of chat templates, compared with an independent Jinja engine's renderings of the templates.</summary>
public sealed partial class ChatTemplateTests(JinjaRenderings jinja) : IClassFixture<JinjaRenderings>
{
    // Published templates that are not supported. Most moderate content, see images or call functions, or they add words of
    // their own to the instruction, or they ignore it.
    private static readonly string[] Refused =
    [
        "command-a:111b", "command-r7b-arabic:7b", "command-r7b:7b", "dbrx:132b", "exaone-deep:2.4b", "exaone-deep:32b", "falcon2:11b", "firefunction-v2:70b",
        "granite-code:3b", "granite3-guardian:2b", "granite3.2-vision:2b", "llama-guard3:1b", "llama-guard3:8b", "llama-pro:latest", "llama2:7b",
        "llama3.2-vision:90b", "llama3.2-vision:latest", "llava-phi3:3.8b", "llava:7b", "nemotron-mini:4b", "phi4-mini-reasoning:3.8b", "phi4-reasoning:14b",
        "rnj-1:latest", "shieldgemma:27b", "yi:6b",
    ];

    [Fact]
    public void Every_template_is_written_as_it_renders_or_is_refused()
    {
        JinjaRenderings.Renderings all = jinja.All;
        List<string> refused = [];
        foreach (JinjaRenderings.Entry entry in all.Templates)
        {
            if (ChatFamilies.Find(entry.Template, out _) is not { } family)
            {
                refused.Add(entry.Name.Replace("library/", ""));
                continue;
            }

            for (int i = 0; i < entry.Renderings.Length; i++)
            {
                JinjaRenderings.Rendering rendering = entry.Renderings[i];
                Assert.True(rendering.Text is not null, $"{entry.Name} cannot be rendered.");
                string written = Begin().Replace(Write(family, all.Conversations[i]), ""), rendered = WithoutThoughts(Begin().Replace(rendering.Text, ""));

                // Where instruction and user's message had to be joined, a template trims both as one.
                if (rendering.IsFolded && i == all.Conversations.Length - 1)
                    continue;
                Assert.True(rendered == written, $"{entry.Name} as {family.Name}, conversation {i}:\nrendered {rendered}\nwritten  {written}");
            }
        }

        string[] expected = [.. Refused, "apertus", "apriel-1.6", "gemma-4", "gigachat-3", "reka"];
        Assert.Equal(expected.Order(StringComparer.Ordinal), refused.Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_family_is_compared_with_a_template()
    {
        IEnumerable<string> found = jinja.All.Templates.Select(entry => ChatFamilies.Find(entry.Template, out _)?.Name).OfType<string>().Distinct();
        Assert.Equal(ChatFamilies.All.Select(family => family.Name).Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("{{ '<|turn>model' }}", "Gemma 4")]
    [InlineData("{{ '<|developer_start|>Deliberation: disabled' }}", "Apertus")]
    [InlineData("{{ 'developer system<|role_sep|>' }}", "GigaChat")]
    [InlineData("{{ '<|begin_assistant|>' }}", "Apriel")]
    [InlineData("{{ 'assistant: ' + content ~ \"<sep>\" }}", "Reka")]
    [InlineData("{{ 'something else' }}", "does not know")]
    public void A_template_that_is_not_written_is_refused_by_name(string template, string name)
    {
        LocalModelException refused = Assert.Throws<LocalModelException>(
            () => TemplateText.FamilyOf(template, new LocalModelSettings("/models/m.gguf", new ChatTurn(ChatRole.System, "s"), 1)));
        Assert.Equal(LocalModelError.NoTemplate, refused.Fault);
        Assert.Contains(name, refused.Message);
        Assert.Contains("/models/m.gguf", refused.Message);
    }

    private static string Write(ChatFamily family, JinjaRenderings.Message[] messages) =>
        string.Concat(new TemplateText(family, "⟨eos⟩").Write([.. messages.Select(message => message.ToTurn())]).Select(part => part.Text));

    // Models that always think have a template only for that: the block of thoughts that it opens is closed, empty.
    private static string WithoutThoughts(string rendered) => rendered.EndsWith("<think>\n", StringComparison.Ordinal) ? rendered + "\n</think>\n\n" : rendered;

    // The tokenizer adds it.
    [GeneratedRegex("^\\s*⟨bos⟩")]
    private static partial Regex Begin();
}
