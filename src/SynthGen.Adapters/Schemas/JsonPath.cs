namespace SynthGen.Adapters.Schemas;

/// <summary>Writes JSON paths for people: $.properties.query, $.anyOf[1], $['a name'].</summary>
internal static class JsonPath
{
    public static string Member(string path, string name) =>
        name.Length > 0 && name.All(c => char.IsLetterOrDigit(c) || c is '_' or '$' or '-')
            ? $"{path}.{name}"
            : $"{path}['{name.Replace("'", "\\'", StringComparison.Ordinal)}']";

    public static string Item(string path, int index) => $"{path}[{index}]";
}
