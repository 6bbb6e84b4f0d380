using System.Management.Automation;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using Markdig.Syntax;

namespace SynthGen.Help;

/// <summary>Writes pages as MAML, the XML that Get-Help reads.</summary>
public static class Maml
{
    private static readonly XNamespace Root = "http://msh";
    private static readonly XNamespace Text = "http://schemas.microsoft.com/maml/2004/10";
    private static readonly XNamespace Command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    private static readonly XNamespace Dev = "http://schemas.microsoft.com/maml/dev/2004/10";

    /// <summary>Writes the file in UTF-8, replacing an old one; creates its folder if necessary.</summary>
    public static void Write(string path, IEnumerable<(HelpPage Page, CmdletInfo Cmdlet)> pages)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        using XmlWriter writer = XmlWriter.Create(path, new XmlWriterSettings { Indent = true, NewLineChars = "\n", Encoding = new UTF8Encoding(false) });
        Document(pages).Save(writer);
    }

    public static XElement Document(IEnumerable<(HelpPage Page, CmdletInfo Cmdlet)> pages) => new(
        Root + "helpItems",
        new XAttribute("schema", "maml"),
        new XAttribute(XNamespace.Xmlns + "maml", Text),
        new XAttribute(XNamespace.Xmlns + "command", Command),
        new XAttribute(XNamespace.Xmlns + "dev", Dev),
        pages.Select(page => Item(page.Page, page.Cmdlet)));

    private static XElement Item(HelpPage page, CmdletInfo cmdlet) => new(
        Command + "command",
        new XElement(
            Command + "details",
            new XElement(Command + "name", cmdlet.Name),
            new XElement(Command + "verb", cmdlet.Verb),
            new XElement(Command + "noun", cmdlet.Noun),
            Description(page.Section("SYNOPSIS").Blocks)),
        Description(page.Section("DESCRIPTION").Blocks),
        new XElement(Command + "syntax", cmdlet.ParameterSets.Select(set => Syntax(cmdlet, set))),
        new XElement(Command + "parameters", page.Parameters().Select(part => Parameter(cmdlet, part))),
        new XElement(Command + "inputTypes", page.Items("INPUTS").Select(part => TypeOf(Command + "inputType", part))),
        new XElement(Command + "returnValues", page.Items("OUTPUTS").Select(part => TypeOf(Command + "returnValue", part))),
        page.Section("NOTES").Blocks is { Count: > 0 } notes ? new XElement(Text + "alertSet", new XElement(Text + "alert", Paragraphs(notes))) : null,
        new XElement(Command + "examples", page.Items("EXAMPLES").Select(Example)),
        // Addresses are in the text: Get-Help -Online would open the first uri as the cmdlet's own page.
        new XElement(Text + "relatedLinks", page.Links().Select(link => new XElement(
            Text + "navigationLink",
            new XElement(Text + "linkText", link),
            new XElement(Text + "uri")))));

    private static XElement Syntax(CmdletInfo cmdlet, CommandParameterSetInfo set) => new(
        Command + "syntaxItem",
        new XElement(Text + "name", cmdlet.Name),
        set.OwnParameters().Select(inSet =>
        {
            ParameterMetadata parameter = cmdlet.Parameters[inSet.Name];
            return new XElement(Command + "parameter", Attributes(inSet, parameter), new XElement(Text + "name", inSet.Name), ValuesOrType(parameter));
        }));

    private static XElement Parameter(CmdletInfo cmdlet, HelpPart part)
    {
        ParameterMetadata parameter = cmdlet.Parameters[part.Title[1..]];
        CommandParameterInfo inSet = cmdlet.ParameterSets.SelectMany(set => set.Parameters).First(info => info.Name == parameter.Name);
        return new XElement(
            Command + "parameter",
            Attributes(inSet, parameter),
            new XAttribute("aliases", parameter.Aliases.Count == 0 ? "none" : string.Join(", ", parameter.Aliases)),
            new XElement(Text + "name", parameter.Name),
            Description(DerivedText.Description(part)),
            TypeName(parameter),
            new XElement(Dev + "type", new XElement(Text + "name", parameter.ValueType().FullName)),
            new XElement(Dev + "defaultValue", Default(part, parameter)));
    }

    private static IEnumerable<XAttribute> Attributes(CommandParameterInfo inSet, ParameterMetadata parameter) =>
    [
        new("required", inSet.IsMandatory),
        new("position", inSet.Position < 0 ? "named" : inSet.Position),
        new("pipelineInput", inSet switch
        {
            { ValueFromPipeline: true, ValueFromPipelineByPropertyName: true } => "True (ByPropertyName, ByValue)",
            { ValueFromPipeline: true } => "True (ByValue)",
            { ValueFromPipelineByPropertyName: true } => "True (ByPropertyName)",
            _ => "False",
        }),
        new("globbing", parameter.TakesWildcards()),
    ];

    private static XElement? ValuesOrType(ParameterMetadata parameter) => parameter.AcceptedValues() is { Count: > 0 } values && !parameter.ParameterType.IsArray
        ? new XElement(Command + "parameterValueGroup", values.Select(value => Value(value, required: false)))
        : TypeName(parameter);

    private static XElement? TypeName(ParameterMetadata parameter) => parameter.SwitchParameter ? null : Value(parameter.ValueType().Name, required: true);

    private static XElement Value(string text, bool required) => new(Command + "parameterValue", new XAttribute("required", required), text);

    // A YAML value without its quotes; Get-Help says None if there is no default.
    private static string Default(HelpPart part, ParameterMetadata parameter)
    {
        string value = DerivedText.DefaultValue(part) ?? "";
        if (value is ['\'', .., '\''])
            value = value[1..^1].Replace("''", "'", StringComparison.Ordinal);
        return value.Length > 0 ? value : parameter.SwitchParameter ? "False" : "None";
    }

    private static XElement TypeOf(XName name, HelpPart part) => new(
        name,
        new XElement(Dev + "type", new XElement(Text + "name", part.Title)),
        Description(part.Blocks));

    // The first block is the code, the rest are remarks. The blank paragraph separates the next title.
    private static XElement Example(HelpPart part) => new(
        Command + "example",
        new XElement(Text + "title", $"---------- {part.Title} ----------"),
        new XElement(Dev + "code", PlainText.Code((CodeBlock)part.Blocks[0])),
        new XElement(Dev + "remarks", Paragraphs(part.Blocks.Skip(1)), new XElement(Text + "para")));

    private static XElement Description(IEnumerable<Block> blocks) => new(Text + "description", Paragraphs(blocks));

    private static IEnumerable<XElement> Paragraphs(IEnumerable<Block> blocks) =>
        PlainText.Paragraphs(blocks).Select(text => new XElement(Text + "para", text));
}
