using System.Text;
using LLama;
using LLama.Exceptions;
using SynthGen.Models;

namespace SynthGen.Llama;

/// <summary>The chat template of a model's own file, as llama.cpp knows it.</summary>
internal sealed class TemplateText : IChatText
{
    // Stands for what is said while the template is applied: so its words can be told from the template's.
    private const char Open = '\u0002', Close = '\u0003';
    private readonly string _template;

    private TemplateText(string template) => _template = template;

    /// <summary>The way to write for a model.</summary>
    /// <exception cref="LocalModelException">It has no template, or none that is known.</exception>
    public static IChatText Of(LLamaWeights weights, LocalModelSettings settings)
    {
        string? template = weights.NativeHandle.GetTemplate(strict: false);
        if (settings.Format == ChatFormat.Mistral || (settings.IsMistral && string.IsNullOrEmpty(template)))
            return new MistralText();
        if (string.IsNullOrEmpty(template))
            throw new LocalModelException(LocalModelError.NoTemplate, $"'{settings.Path}' has no chat template.");

        // llama.cpp sets the instruction before the first turn, where Mistral's own template sets it before the last.
        if (template.Contains("[INST]", StringComparison.Ordinal) && template.Contains("loop.last and system_message", StringComparison.Ordinal))
            return new MistralText(template.Contains("[INST] ", StringComparison.Ordinal));

        TemplateText text = new(template);
        try
        {
            text.Write([new ChatTurn(ChatRole.System, "s"), new ChatTurn(ChatRole.User, "u")]);
        }
        catch (RuntimeError error)
        {
            throw new LocalModelException(LocalModelError.NoTemplate, $"The chat template of '{settings.Path}' is none that llama.cpp knows.", error);
        }

        return text;
    }

    /// <inheritdoc/>
    public IReadOnlyList<ChatPart> Write(IReadOnlyList<ChatTurn> turns)
    {
        LLamaTemplate template = new(_template) { AddAssistant = true };
        for (int i = 0; i < turns.Count; i++)
            template.Add(Role(turns[i].Role), $"{Open}{i}{Close}");

        List<ChatPart> parts = [];
        string rest = Encoding.UTF8.GetString(template.Apply());
        while (rest.IndexOf(Open) is >= 0 and int open && rest.IndexOf(Close, open) is >= 0 and int close)
        {
            if (open > 0)
                parts.Add(new ChatPart(rest[..open], false));
            int turn = int.Parse(rest.AsSpan(open + 1, close - open - 1), System.Globalization.CultureInfo.InvariantCulture);
            parts.Add(new ChatPart(turns[turn].Text.Trim(), true));
            rest = rest[(close + 1)..];
        }

        if (rest.Length > 0)
            parts.Add(new ChatPart(rest, false));
        return parts;
    }

    private static string Role(ChatRole role) => role switch
    {
        ChatRole.System => "system",
        ChatRole.User => "user",
        _ => "assistant",
    };
}
