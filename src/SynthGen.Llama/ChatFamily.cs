namespace SynthGen.Llama;

/// <summary>
/// How the models of a family are written for. In the texts, <c>{}</c> is what is said, <c>{trim}</c> the same without blanks
/// around it, <c>{eos}</c> the token that ends a text.
/// </summary>
/// <param name="Name">The family's name, for people.</param>
/// <param name="Fits">Whether a template is this family's, its quotes and line ends as <see cref="ChatFamilies.Find"/> makes them.</param>
/// <param name="System">The instruction: a turn of its own, or what stands in a user's turn for it.</param>
/// <param name="User">A turn of the user.</param>
/// <param name="Assistant">A turn of the model.</param>
/// <param name="Prompt">What comes before the next turn of the model. A model that thinks is shown that it has: a grammar leaves no room for thoughts.</param>
internal sealed record ChatFamily(string Name, Func<string, bool> Fits, string System, string User, string Assistant, string Prompt)
{
    /// <summary>What every conversation begins with.</summary>
    public string Begin { get; init; } = "";

    /// <summary>Where the instruction stands.</summary>
    public InstructionPlace Place { get; init; }
}

/// <summary>Where a family wants the instruction.</summary>
internal enum InstructionPlace
{
    /// <summary>In a turn of its own.</summary>
    Own,

    /// <summary>In the first turn of the user, before what is said.</summary>
    First,

    /// <summary>In the last turn, before what is said.</summary>
    Last,
}
