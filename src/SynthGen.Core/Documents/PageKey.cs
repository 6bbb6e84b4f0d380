using SynthGen.Hashing;
using SynthGen.Text;

namespace SynthGen.Documents;

/// <summary>The identity of a page.</summary>
/// <param name="Source">The name of its document; empty if unknown.</param>
/// <param name="Ordinal">The page's place in its document.</param>
/// <param name="Number">The page's number.</param>
/// <param name="Label">The number as printed; null where it is simply the digits of the number.</param>
public readonly record struct PageKey(string Source, int Ordinal, int Number, string? Label)
{
    /// <summary>The number as printed; null where it is simply the digits of the number, so that most keys hold no text of their own.</summary>
    public string? Label { get; } = PageLabel.Own(Label, Number);

    /// <summary>Returns the key of a page.</summary>
    public static PageKey Of(OcrPage page)
    {
        ArgumentNullException.ThrowIfNull(page);
        return new PageKey(page.Source, page.Ordinal, page.Number, page.Label);
    }

    /// <summary>The number as printed, also where it is simply the digits of the number.</summary>
    internal string Printed => Label ?? PageLabel.Of(Number);

    /// <summary>A hash of 64 bits, evenly distributed and the same in every process.</summary>
    internal ulong Hash
    {
        get
        {
            ulong hash = WordHash.Append(StableRandom.Hash(Source), (ulong)(uint)Ordinal << 32 | (uint)Number);
            return Label is null ? hash : WordHash.Append(hash, StableRandom.Hash(Label));
        }
    }

    /// <summary>The label, and the source if it is known.</summary>
    public override string ToString() => $"{Printed}{(Source.Length > 0 ? $" of '{Source}'" : "")}";
}
