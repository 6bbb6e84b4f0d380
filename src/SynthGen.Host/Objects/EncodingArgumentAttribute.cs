using System.Management.Automation;
using System.Text;

namespace SynthGen.Host.Objects;

/// <summary>Lets an encoding be given by the names that PowerShell has for them, by any .NET name, or by its code page.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class EncodingArgumentAttribute : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) => inputData switch
    {
        PSObject wrapped => Transform(engineIntrinsics, wrapped.BaseObject),
        int codePage => Encoding.GetEncoding(codePage),
        string name => ByName(name),
        _ => inputData,
    };

    private static Encoding ByName(string name) => name.ToLowerInvariant() switch
    {
        "ascii" => new ASCIIEncoding(),
        "bigendianunicode" => new UnicodeEncoding(bigEndian: true, byteOrderMark: true),
        "bigendianutf32" => new UTF32Encoding(bigEndian: true, byteOrderMark: true),
        "default" or "oem" or "ansi" or "utf8" or "utf8nobom" => new UTF8Encoding(false),
        "unicode" or "string" or "unknown" => new UnicodeEncoding(),
        "utf8bom" => new UTF8Encoding(true),
        "utf32" => new UTF32Encoding(),
        _ => int.TryParse(name, out int codePage) ? Encoding.GetEncoding(codePage) : Encoding.GetEncoding(name),
    };
}
