using System.Globalization;

namespace SynthGen.Json;

/// <summary>
/// A JSON number that no .NET number type writes back unchanged, such as 1e5 or an integer of forty digits.
/// It converts to double for calculations.
/// </summary>
/// <param name="Text">The number as it was written.</param>
public readonly record struct JsonNumber(string Text)
{
    /// <summary>The nearest double; infinite beyond its range.</summary>
    public double Value => double.Parse(Text, NumberStyles.Float, CultureInfo.InvariantCulture);

    /// <summary>The nearest double.</summary>
    public static implicit operator double(JsonNumber number) => number.Value;

    /// <summary>The number as it was written.</summary>
    public override string ToString() => Text;
}
