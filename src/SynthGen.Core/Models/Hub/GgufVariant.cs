using System.Globalization;
using System.Text.RegularExpressions;

namespace SynthGen.Models.Hub;

/// <summary>One quantization of a model: a GGUF file, or all parts of a split one.</summary>
/// <param name="Quantization">The quantization in upper case, such as Q4_K_M; null if the file's name does not contain it.</param>
/// <param name="Files">The paths, in the order of the parts.</param>
internal sealed partial record GgufVariant(string? Quantization, IReadOnlyList<string> Files)
{
    // The default choice: small with little loss first, then larger ones, then those with more loss.
    private static readonly string[] Preference =
        ["Q4_K_M", "Q4_K_S", "Q4_K_L", "Q4_K_XL", "Q4_0", "IQ4_NL", "IQ4_XS", "Q5_K_M", "Q5_K_S", "Q5_0", "Q6_K", "Q8_0", "Q3_K_L", "Q3_K_M", "BF16", "F16", "F32"];

    /// <summary>
    /// Returns the variants among the files of a repository, without adapters, projectors, importance matrices and
    /// incomplete splits.
    /// </summary>
    public static IReadOnlyList<GgufVariant> Find(IEnumerable<string> paths) =>
    [
        .. paths.Where(IsModel).Select(path => (Path: path, Part: PartSuffix().Match(path)))
            .GroupBy(file => file.Part.Success ? $"{file.Path[..file.Part.Index]}|{file.Part.Groups["count"].Value}" : file.Path, StringComparer.Ordinal)
            .Where(group => IsWhole([.. group.Select(file => file.Part)]))
            .Select(group => new GgufVariant(QuantizationOf(group.First().Path), [.. group.Select(file => file.Path).Order(StringComparer.Ordinal)]))
            .OrderBy(variant => variant.Files[0].Length).ThenBy(variant => variant.Files[0], StringComparer.Ordinal),
    ];

    /// <summary>
    /// Returns the variant of a quantization, ignoring case, or the default one if none is given; null if there is
    /// none.
    /// </summary>
    public static GgufVariant? Choose(IReadOnlyList<GgufVariant> variants, string? quantization) => quantization is not null
        ? variants.FirstOrDefault(variant => string.Equals(variant.Quantization, quantization, StringComparison.OrdinalIgnoreCase))
        : Preference.Select(name => Choose(variants, name)).FirstOrDefault(variant => variant is not null) ?? variants.FirstOrDefault();

    private static bool IsModel(string path)
    {
        string name = path[(path.LastIndexOf('/') + 1)..];
        return name.EndsWith(".gguf", StringComparison.OrdinalIgnoreCase)
            && !name.Contains("mmproj", StringComparison.OrdinalIgnoreCase) && !name.Contains("imatrix", StringComparison.OrdinalIgnoreCase);
    }

    private static bool IsWhole(IReadOnlyList<Match> parts) => !parts[0].Success
        || parts.Select(part => Number(part, "part")).Order().SequenceEqual(Enumerable.Range(1, Number(parts[0], "count")));

    private static int Number(Match match, string group) => int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture);

    // The quantization is in the name of the file or of its folder.
    private static string? QuantizationOf(string path) =>
        QuantizationName().Matches(PartSuffix().Replace(path, ".gguf")).LastOrDefault()?.Groups["name"].Value.ToUpperInvariant();

    [GeneratedRegex(@"-(?<part>[0-9]{5})-of-(?<count>[0-9]{5})\.gguf\z", RegexOptions.IgnoreCase)]
    private static partial Regex PartSuffix();

    [GeneratedRegex(@"(?<![A-Za-z0-9])(?<name>I?Q[1-8](_[A-Z0-9]+)*|TQ[1-2]_0|BF16|F16|FP16|F32|FP32|MXFP4(_MOE)?)(?![A-Za-z0-9])", RegexOptions.IgnoreCase)]
    private static partial Regex QuantizationName();
}
