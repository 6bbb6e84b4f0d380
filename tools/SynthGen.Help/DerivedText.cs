using System.Management.Automation;
using System.Text.RegularExpressions;
using Markdig.Syntax;

namespace SynthGen.Help;

/// <summary>
/// The parts of a page that follow from the compiled cmdlet: its front matter, the syntax, the block of YAML below each
/// parameter, and the paragraph about common parameters. They are in the page for its readers, but no person writes them.
/// </summary>
public static partial class DerivedText
{
    private const string NoValue = "''";

    private static readonly string[] CommonParameters =
    [
        "This cmdlet supports the common parameters: -Debug, -ErrorAction, -ErrorVariable, -InformationAction,",
        "-InformationVariable, -OutBuffer, -OutVariable, -PipelineVariable, -ProgressAction, -Verbose, -WarningAction, and",
        "-WarningVariable. For more information, see",
        "[about_CommonParameters](https://go.microsoft.com/fwlink/?LinkID=113216).",
    ];

    /// <summary>Gets the page with its derived parts brought up to date. Everything else stays, default values too.</summary>
    public static string Fill(HelpPage page, CmdletInfo cmdlet)
    {
        List<string> lines = [.. page.Text.TrimEnd('\n').Split('\n')];
        // From the end, so that line numbers further up stay right.
        FillBody(lines, page.Items("PARAMETERS").FirstOrDefault(part => part.Title == "CommonParameters"), CommonParameters);
        foreach (HelpPart part in page.Parameters().Reverse())
        {
            if (cmdlet.OwnParameters().FirstOrDefault(parameter => "-" + parameter.Name == part.Title) is { } parameter)
                FillYaml(lines, part, [.. Yaml(cmdlet, parameter, DefaultValue(part) ?? NoValue)]);
        }

        FillBody(lines, page.Section("SYNTAX"), [.. Syntax(cmdlet)]);
        string[] front = [.. FrontMatter(cmdlet, Date().Match(page.FrontMatter?.Lines.ToString() ?? ""))];
        int old = page.FrontMatter is { } block ? block.Lines.Count + 2 : 0;
        lines.RemoveRange(0, old);
        lines.InsertRange(0, old == 0 ? [.. front, ""] : front);
        return string.Join('\n', lines) + "\n";
    }

    /// <summary>The default value of a parameter in the writer's words, or null.</summary>
    public static string? DefaultValue(HelpPart parameter) => Block(parameter) is { } yaml && Default().Match(PlainText.Code(yaml)) is { Success: true } match
        ? match.Groups["value"].Value
        : null;

    private static FencedCodeBlock? Block(HelpPart parameter) =>
        parameter.Blocks.OfType<FencedCodeBlock>().LastOrDefault(code => code.Info == "yaml");

    /// <summary>The blocks of a parameter that describe it.</summary>
    public static IEnumerable<Block> Description(HelpPart parameter) => parameter.Blocks.Where(block => block != Block(parameter));

    private static void FillBody(List<string> lines, HelpPart? part, string[] body)
    {
        if (part is null)
            return;
        int end = Math.Min(part.End, lines.Count);
        lines.RemoveRange(part.Line + 1, end - part.Line - 1);
        lines.InsertRange(part.Line + 1, ["", .. body, .. part.Line + 1 < lines.Count ? [""] : Array.Empty<string>()]);
    }

    private static void FillYaml(List<string> lines, HelpPart part, string[] yaml)
    {
        string[] block = ["```yaml", .. yaml, "```"];
        if (Block(part) is { } old)
        {
            lines.RemoveRange(old.Line, old.Lines.Count + 2);
            lines.InsertRange(old.Line, block);
            return;
        }

        int end = Math.Min(part.End, lines.Count);
        while (string.IsNullOrWhiteSpace(lines[end - 1]))
            end--;
        lines.InsertRange(end, ["", .. block]);
    }

    private static IEnumerable<string> FrontMatter(CmdletInfo cmdlet, Match date) =>
    [
        "---",
        "document type: cmdlet",
        "external help file: SynthGen.dll-Help.xml",
        "HelpUri: ''",
        "Locale: en-US",
        "Module Name: SynthGen",
        "ms.date: " + (date.Success ? date.Groups["date"].Value : DateTime.Today.ToString("MM/dd/yyyy", System.Globalization.CultureInfo.InvariantCulture)),
        "PlatyPS schema version: 2024-05-01",
        $"title: {cmdlet.Name}",
        "---",
    ];

    private static IEnumerable<string> Syntax(CmdletInfo cmdlet)
    {
        bool first = true;
        foreach (CommandParameterSetInfo set in cmdlet.ParameterSets)
        {
            if (!first)
                yield return "";
            first = false;
            yield return $"### {set.Name}{(set.IsDefault && cmdlet.ParameterSets.Count > 1 ? " (Default)" : "")}";
            yield return "";
            yield return "```";
            foreach (string line in Wrap($"{cmdlet.Name} {set}"))
                yield return line;
            yield return "```";
        }
    }

    // Lines of up to 100 characters, broken before a parameter; all but the first are indented.
    private static IEnumerable<string> Wrap(string syntax)
    {
        string line = "";
        foreach (string part in BeforeParameter().Split(syntax))
        {
            if (line.Length + part.Length >= 100)
            {
                yield return line;
                line = " ";
            }

            line += line.Length == 0 ? part : " " + part;
        }

        yield return line;
    }

    private static IEnumerable<string> Yaml(CmdletInfo cmdlet, ParameterMetadata parameter, string defaultValue)
    {
        yield return $"Type: {parameter.ValueType().FullName}";
        yield return $"DefaultValue: {defaultValue}";
        yield return $"SupportsWildcards: {Word(parameter.TakesWildcards())}";
        foreach (string line in Sequence("Aliases", parameter.Aliases))
            yield return line;
        yield return "ParameterSets:";
        foreach ((string name, ParameterSetMetadata set) in parameter.ParameterSets.OrderBy(set => set.Key, StringComparer.Ordinal))
        {
            yield return $"- Name: {(name == ParameterAttribute.AllParameterSets ? "(All)" : name)}";
            yield return $"  Position: {(set.Position < 0 ? "Named" : set.Position)}";
            yield return $"  IsRequired: {Word(set.IsMandatory)}";
            yield return $"  ValueFromPipeline: {Word(set.ValueFromPipeline)}";
            yield return $"  ValueFromPipelineByPropertyName: {Word(set.ValueFromPipelineByPropertyName)}";
            yield return $"  ValueFromRemainingArguments: {Word(set.ValueFromRemainingArguments)}";
        }

        yield return $"DontShow: {Word(parameter.Attributes.OfType<ParameterAttribute>().Any(attribute => attribute.DontShow))}";
        foreach (string line in Sequence("AcceptedValues", parameter.AcceptedValues()))
            yield return line;
        yield return "HelpMessage: ''";
    }

    private static IEnumerable<string> Sequence(string key, IReadOnlyCollection<string> values) =>
        values.Count == 0 ? [$"{key}: []"] : [$"{key}:", .. values.Select(value => $"- {value}")];

    private static string Word(bool value) => value ? "true" : "false";

    [GeneratedRegex(@"^ms\.date: *(?<date>.+?) *$", RegexOptions.Multiline)]
    private static partial Regex Date();

    [GeneratedRegex(@"^DefaultValue: *(?<value>.*?) *$", RegexOptions.Multiline)]
    private static partial Regex Default();

    [GeneratedRegex(@" (?=\[*-|\[<CommonParameters)")]
    private static partial Regex BeforeParameter();
}
