namespace SynthGen.Llama;

/// <summary>
/// The chat format of a family of models. In the texts, <c>{}</c> stands for a message, <c>{trim}</c> for the message
/// without blanks around it, <c>{eos}</c> for the token that ends a text.
/// </summary>
/// <param name="Name">The family's name, for people.</param>
/// <param name="Fits">Whether a template is this family's. Its quotes and line ends are those that <see cref="ChatFamilies.Find"/> makes.</param>
/// <param name="System">The instruction: a turn of its own, or its form within a user's turn.</param>
/// <param name="User">A turn of the user.</param>
/// <param name="Assistant">A turn of the model.</param>
/// <param name="Prompt">The text before the next turn of the model. It ends the thoughts of a model that thinks, because a grammar leaves no room for them.</param>
internal sealed record ChatFamily(string Name, Func<string, bool> Fits, string System, string User, string Assistant, string Prompt)
{
    /// <summary>The text at the beginning of every conversation.</summary>
    public string Begin { get; init; } = "";

    /// <summary>The place of the instruction.</summary>
    public InstructionPlace Place { get; init; }
}

/// <summary>The places for the instruction.</summary>
internal enum InstructionPlace
{
    /// <summary>In a turn of its own.</summary>
    Own,

    /// <summary>In the first turn of the user, before the message.</summary>
    First,

    /// <summary>In the last turn, before the message.</summary>
    Last,
}
