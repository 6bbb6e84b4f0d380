using System.Text;

namespace SynthGen.Generation.Planning;

/// <summary>What one row of a page is asked for.</summary>
/// <param name="Number">Its number, from 1; the model's row carries it.</param>
/// <param name="Kind">The kind of question; null if it is left open.</param>
/// <param name="Asker">The people who ask.</param>
/// <param name="Length">The query's length.</param>
/// <param name="Difficulty">How much of the page's wording the asker knows.</param>
public sealed record PlanSlot(int Number, string? Kind, string? Asker, string? Length, string? Difficulty)
{
    /// <summary>The slot that asks for the same fact exactly; null unless this one asks for it in other words.</summary>
    public int? SameFactAs { get; init; }

    /// <summary>Returns the origin of a row that fills the slot.</summary>
    public Provenance In(Provenance origin) => origin with { Kind = Kind, Asker = Asker, Length = Length, Difficulty = Difficulty };

    /// <summary>The slot as the prompt has it: "1. kind: lookup; asker: laymen; length: short; difficulty: easy".</summary>
    public override string ToString()
    {
        StringBuilder text = new();
        Add("kind", Kind ?? "any");
        Add("asker", Asker);
        Add("length", Length);
        Add("difficulty", Difficulty);
        if (SameFactAs is { } other)
            text.Append(FormattableString.Invariant($"; the same fact as slot {other}, in other words"));
        return FormattableString.Invariant($"{Number}. {text}");

        void Add(string name, string? value)
        {
            if (value is not null)
                text.Append(text.Length == 0 ? "" : "; ").Append(name).Append(": ").Append(value);
        }
    }
}
