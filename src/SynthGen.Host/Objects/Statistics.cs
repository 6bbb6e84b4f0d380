using System.Globalization;
using System.Management.Automation;

namespace SynthGen.Host.Objects;

/// <summary>Running measures of a stream of values.</summary>
internal sealed class Statistics
{
    private double _mean;
    private double _squares;
    private int _numbers;

    public int Count { get; set; }

    public double Sum { get; private set; }

    /// <summary>Of a sample, by Welford's method.</summary>
    public double StandardDeviation => _numbers > 1 ? Math.Sqrt(_squares / (_numbers - 1)) : 0;

    public object? Greatest { get; private set; }

    public object? Least { get; private set; }

    public int Lines { get; private set; }

    public int Words { get; private set; }

    public int Characters { get; private set; }

    public void AddNumber(double number)
    {
        _numbers++;
        Sum += number;
        double off = number - _mean;
        _mean += off / _numbers;
        _squares += off * (number - _mean);
    }

    public void AddExtreme(object? value)
    {
        if (value is null)
            return;
        Greatest = Greatest is null || Compare(value, Greatest) > 0 ? value : Greatest;
        Least = Least is null || Compare(value, Least) < 0 ? value : Least;
    }

    public void AddText(string text, bool ignoreWhiteSpace)
    {
        bool inWord = false;
        foreach (char character in text)
        {
            bool space = char.IsWhiteSpace(character);
            if (!space && !inWord)
                Words++;
            inWord = !space;
            if (!space || !ignoreWhiteSpace)
                Characters++;
            if (character == '\n')
                Lines++;
        }

        if (text.Length > 0 && text[^1] != '\n')
            Lines++;
    }

    /// <summary>As numbers if both are; else as what they are, or by their text if they differ in kind.</summary>
    private static int Compare(object first, object second)
    {
        object one = LanguagePrimitives.TryConvertTo(first, out double firstNumber) ? firstNumber : first;
        object other = LanguagePrimitives.TryConvertTo(second, out double secondNumber) ? secondNumber : second;
        if (one.GetType() != other.GetType())
        {
            one = PSObject.AsPSObject(one).ToString();
            other = PSObject.AsPSObject(other).ToString();
        }

        return LanguagePrimitives.Compare(one, other, ignoreCase: false, CultureInfo.CurrentCulture);
    }
}
