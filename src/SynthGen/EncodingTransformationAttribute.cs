using System.Globalization;
using System.Management.Automation;
using System.Text;

namespace SynthGen;

/// <summary>Accepts an encoding by PowerShell's own names, by code page, or as an Encoding object.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class EncodingTransformationAttribute : ArgumentTransformationAttribute
{
    /// <summary>The names to offer.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "ansi", "ascii", "bigendianunicode", "bigendianutf32", "latin1", "oem", "unicode", "utf32", "utf8", "utf8BOM", "utf8NoBOM",
    ];

    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        object? input = inputData is PSObject wrapper ? wrapper.BaseObject : inputData;
        try
        {
            return input switch
            {
                Encoding encoding => encoding,
                int codePage => OfCodePage(codePage),
                string name => OfName(name),
                _ => throw new ArgumentException("not the name of an encoding"),
            };
        }
        catch (Exception error) when (error is ArgumentException or NotSupportedException)
        {
            throw new ArgumentTransformationMetadataException(
                $"'{input}' is not an encoding known here. Use one of {string.Join(", ", Names)}, or the name or number of a code page.",
                error);
        }
    }

    private static Encoding OfName(string name) => name.ToUpperInvariant() switch
    {
        "ANSI" => OfCodePage(CultureInfo.CurrentCulture.TextInfo.ANSICodePage),
        "ASCII" => Encoding.ASCII,
        "BIGENDIANUNICODE" => Encoding.BigEndianUnicode,
        "BIGENDIANUTF32" => new UTF32Encoding(bigEndian: true, byteOrderMark: true),
        "LATIN1" => Encoding.Latin1,
        "OEM" => OfCodePage(CultureInfo.CurrentCulture.TextInfo.OEMCodePage),
        "UNICODE" => Encoding.Unicode,
        "UTF32" => Encoding.UTF32,
        "UTF8" or "UTF8BOM" or "UTF8NOBOM" => Encoding.UTF8,
        _ => int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out int codePage)
            ? OfCodePage(codePage)
            : CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name),
    };

    private static Encoding OfCodePage(int codePage) =>
        CodePagesEncodingProvider.Instance.GetEncoding(codePage) ?? Encoding.GetEncoding(codePage);
}
