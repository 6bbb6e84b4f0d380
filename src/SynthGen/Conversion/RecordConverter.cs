using System.Management.Automation;

namespace SynthGen.Conversion;

/// <summary>Base of the converters by which PowerShell casts whatever has its values to a record; SynthGen.Conversion.ps1xml registers them.</summary>
public abstract class RecordConverter : PSTypeConverter
{
    /// <inheritdoc/>
    public override bool CanConvertFrom(object sourceValue, Type destinationType) => sourceValue is not null;

    /// <inheritdoc/>
    public override bool CanConvertTo(object sourceValue, Type destinationType) => false;

    /// <inheritdoc/>
    public override object ConvertFrom(object sourceValue, Type destinationType, IFormatProvider formatProvider, bool ignoreCase) => Read(sourceValue);

    /// <inheritdoc/>
    public override object ConvertTo(object sourceValue, Type destinationType, IFormatProvider formatProvider, bool ignoreCase) => throw new NotSupportedException();

    /// <summary>Makes the record.</summary>
    /// <exception cref="FormatException">The value has not what the record needs.</exception>
    private protected abstract object Read(object value);
}
