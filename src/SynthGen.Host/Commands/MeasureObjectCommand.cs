using System.Management.Automation;
using System.Management.Automation.Internal;
using SynthGen.Host.Objects;

namespace Microsoft.PowerShell.Commands;

/// <summary>Counts objects, and measures their numbers or their text.</summary>
[Cmdlet(VerbsDiagnostic.Measure, "Object", DefaultParameterSetName = NumberSet)]
[OutputType(typeof(GenericMeasureInfo), typeof(GenericObjectMeasureInfo), typeof(TextMeasureInfo))]
public sealed class MeasureObjectCommand : PSCmdlet
{
    private const string NumberSet = "GenericMeasure";
    private const string TextSet = "TextMeasure";

    private readonly Dictionary<string, Statistics> _measures = new(StringComparer.OrdinalIgnoreCase);
    private bool _hasNonNumber;

    /// <summary>The objects to measure.</summary>
    [Parameter(ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; } = AutomationNull.Value;

    /// <summary>Properties to measure: names, wildcards, script blocks. The objects themselves without it.</summary>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    public PSPropertyExpression[]? Property { get; set; }

    /// <summary>Measures the sum.</summary>
    [Parameter(ParameterSetName = NumberSet)]
    public SwitchParameter Sum { get; set; }

    /// <summary>Measures the average.</summary>
    [Parameter(ParameterSetName = NumberSet)]
    public SwitchParameter Average { get; set; }

    /// <summary>Finds the greatest value.</summary>
    [Parameter(ParameterSetName = NumberSet)]
    public SwitchParameter Maximum { get; set; }

    /// <summary>Finds the least value.</summary>
    [Parameter(ParameterSetName = NumberSet)]
    public SwitchParameter Minimum { get; set; }

    /// <summary>Measures the standard deviation.</summary>
    [Parameter(ParameterSetName = NumberSet)]
    public SwitchParameter StandardDeviation { get; set; }

    /// <summary>Measures all that there is for numbers.</summary>
    [Parameter(ParameterSetName = NumberSet)]
    public SwitchParameter AllStats { get; set; }

    /// <summary>Counts lines.</summary>
    [Parameter(ParameterSetName = TextSet)]
    public SwitchParameter Line { get; set; }

    /// <summary>Counts words.</summary>
    [Parameter(ParameterSetName = TextSet)]
    public SwitchParameter Word { get; set; }

    /// <summary>Counts characters.</summary>
    [Parameter(ParameterSetName = TextSet)]
    public SwitchParameter Character { get; set; }

    /// <summary>Leaves white space out of the characters.</summary>
    [Parameter(ParameterSetName = TextSet)]
    public SwitchParameter IgnoreWhiteSpace { get; set; }

    private bool IsText => ParameterSetName == TextSet;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        if (AllStats)
            Sum = Average = Maximum = Minimum = StandardDeviation = true;
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (InputObject is null || InputObject == AutomationNull.Value)
            return;
        if (Property is null)
        {
            Measure("", InputObject.BaseObject);
            return;
        }

        HashSet<string> seen = new(StringComparer.OrdinalIgnoreCase);
        foreach (PSPropertyExpression expression in Property.SelectMany(property => property.ResolveNames(InputObject)))
        {
            if (expression.GetValues(InputObject) is [var result, ..] && seen.Add(expression.ToString()))
                Measure(expression.ToString(), result.Result);
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (_measures.Count == 0 && Property is null)
            _measures[""] = new Statistics();
        foreach ((string name, Statistics measure) in _measures)
        {
            MeasureInfo info = IsText ? TextInfo(measure) : NumberInfo(measure);
            info.Property = Property is null ? null : name;
            WriteObject(info);
        }
    }

    private void Measure(string name, object? value)
    {
        if (!_measures.TryGetValue(name, out Statistics? measure))
            _measures[name] = measure = new Statistics();
        measure.Count++;
        if (IsText)
        {
            measure.AddText(value?.ToString() ?? "", IgnoreWhiteSpace);
            return;
        }

        if (Sum || Average || StandardDeviation)
        {
            if (!LanguagePrimitives.TryConvertTo(value, out double number))
            {
                _hasNonNumber = true;
                WriteError(new ErrorRecord(
                    new PSInvalidOperationException($"'{value}' is not a number."), "NonNumericInputObject", ErrorCategory.InvalidType, value));
                return;
            }

            measure.AddNumber(number);
        }

        // What has no order is counted all the same, as long as no extreme is asked for.
        if (Maximum || Minimum)
            measure.AddExtreme(value);
    }

    private TextMeasureInfo TextInfo(Statistics measure) => new()
    {
        Lines = Line ? measure.Lines : null,
        Words = Word ? measure.Words : null,
        Characters = Character ? measure.Characters : null,
    };

    private MeasureInfo NumberInfo(Statistics measure)
    {
        double? sum = Sum && !_hasNonNumber ? measure.Sum : null;
        double? average = Average && !_hasNonNumber && measure.Count > 0 ? measure.Sum / measure.Count : null;
        double? deviation = StandardDeviation && !_hasNonNumber ? measure.StandardDeviation : null;
        object? greatest = Maximum ? measure.Greatest : null;
        object? least = Minimum ? measure.Least : null;
        if (TryNumber(greatest, out double? maximum) && TryNumber(least, out double? minimum))
        {
            return new GenericMeasureInfo
            {
                Count = measure.Count,
                Sum = sum,
                Average = average,
                StandardDeviation = deviation,
                Maximum = maximum,
                Minimum = minimum,
            };
        }

        return new GenericObjectMeasureInfo
        {
            Count = measure.Count,
            Sum = sum,
            Average = average,
            StandardDeviation = deviation,
            Maximum = greatest,
            Minimum = least,
        };
    }

    private static bool TryNumber(object? value, out double? number)
    {
        number = null;
        if (value is null)
            return true;
        bool result = LanguagePrimitives.TryConvertTo(value, out double converted);
        number = converted;
        return result;
    }
}
