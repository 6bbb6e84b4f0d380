using System.Text.RegularExpressions;
using LLama;
using LLama.Native;
using SynthGen.Models;

namespace SynthGen.Llama;

/// <summary>Writes conversations like the chat template in a model's file, if its family is supported.</summary>
/// <param name="family">The family.</param>
/// <param name="end">The name of the token that ends a text.</param>
internal sealed partial class TemplateText(ChatFamily family, string end) : IChatText
{
    /// <summary>Creates the writer for a model.</summary>
    /// <exception cref="LocalModelException">The model has no template, or one of an unsupported family.</exception>
    public static TemplateText Of(LLamaWeights weights, LocalModelSettings settings)
    {
        SafeLlamaModelHandle.Vocabulary vocabulary = weights.Vocab;
        string? end = vocabulary.EOS is { } token ? vocabulary.LLamaTokenToString(token, true) : null;
        return new TemplateText(FamilyOf(weights.NativeHandle.GetTemplate(strict: false), settings), end ?? "</s>");
    }

    /// <summary>Finds the family of a model's template.</summary>
    /// <exception cref="LocalModelException">The model has no template, or one of an unsupported family.</exception>
    public static ChatFamily FamilyOf(string? template, LocalModelSettings settings)
    {
        if (settings.Format == ChatFormat.Mistral || (settings.IsMistral && string.IsNullOrEmpty(template)))
            return ChatFamilies.Mistral;
        if (string.IsNullOrEmpty(template))
            throw new LocalModelException(LocalModelError.NoTemplate, $"'{settings.Path}' has no chat template.");
        return ChatFamilies.Find(template, out string? other) ?? throw new LocalModelException(LocalModelError.NoTemplate, other is null
            ? $"The chat template of '{settings.Path}' is of a family that this module does not know."
            : $"The chat template of '{settings.Path}' is of the family {other}, for which this module does not write.");
    }

    /// <inheritdoc/>
    public IReadOnlyList<ChatPart> Write(IReadOnlyList<ChatTurn> turns)
    {
        List<ChatPart> parts = [];
        string? instruction = turns is [{ Role: ChatRole.System } system, ..] ? system.Text : null;
        int first = instruction is null ? 0 : 1;
        Add(family.Begin, "");
        if (instruction is not null && family.Place == InstructionPlace.Own)
            Add(family.System, instruction);
        for (int i = first; i < turns.Count; i++)
        {
            bool isAssistant = turns[i].Role == ChatRole.Assistant, hasInstruction = i == (family.Place == InstructionPlace.First ? first : turns.Count - 1);
            if (isAssistant || instruction is null || family.Place == InstructionPlace.Own || !hasInstruction)
                Add(isAssistant ? family.Assistant : family.User, turns[i].Text);
            else
                AddTogether(instruction, turns[i].Text);
        }

        Add(family.Prompt, "");
        return parts;

        // The template's {} is at the same place, so that the instruction stands directly before what the user says.
        void AddTogether(string said, string text)
        {
            Match place = Placeholder().Match(family.User);
            Add(family.User[..place.Index], "");
            Add(family.System, said);
            Add(family.User[place.Index..], text);
        }

        void Add(string form, string text)
        {
            int written = 0;
            foreach (Match place in Placeholder().Matches(form))
            {
                AddWords(form[written..place.Index]);
                parts.Add(new ChatPart(place.Value == "{trim}" ? text.Trim() : text, true));
                written = place.Index + place.Length;
            }

            AddWords(form[written..]);
        }

        void AddWords(string words)
        {
            if (words.Length > 0)
                parts.Add(new ChatPart(words.Replace("{eos}", end), false));
        }
    }

    [GeneratedRegex(@"\{(trim)?\}")]
    private static partial Regex Placeholder();
}
