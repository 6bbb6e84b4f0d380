using SynthGen.Hashing;

namespace SynthGen.Datasets.Formats.Messages;

/// <summary>The id of a call as Mistral's templates want it, and all others take it: nine letters and digits.</summary>
internal static class ShortCallId
{
    /// <summary>How long an id is.</summary>
    public const int Length = 9;

    private const string Digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    /// <summary>Whether a text is such an id.</summary>
    public static bool IsValid(string id) => id.Length == Length && id.All(char.IsAsciiLetterOrDigit);

    /// <summary>The id of a call of a row; the same row has the same ids in any file.</summary>
    /// <param name="row">The row's key.</param>
    /// <param name="index">The call's place in the row, from 0.</param>
    /// <param name="draw">How often another was drawn for it before.</param>
    public static string Of(ulong row, int index, int draw = 0) => Draw(row + ((ulong)index * 0xD1B54A32D192ED03), draw);

    /// <summary>An id that is drawn for a call.</summary>
    /// <param name="call">The call's key.</param>
    /// <param name="draw">How often one was drawn for it before.</param>
    public static string Draw(ulong call, int draw) => Spell(new StableRandom(call + ((ulong)draw * 0x9FB21C651E98DF25)).Next());

    private static string Spell(ulong number) => string.Create(Length, number, static (id, number) =>
    {
        for (int i = 0; i < Length; i++)
        {
            id[i] = Digits[(int)(number % 62)];
            number /= 62;
        }
    });
}
