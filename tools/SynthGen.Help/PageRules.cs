using System.Management.Automation;
using Markdig.Syntax;

namespace SynthGen.Help;

/// <summary>Compares a page with the schema and with its cmdlet.</summary>
public static class PageRules
{
    private const string None = "None";

    /// <summary>Finds mistakes that make the page unreadable: headings that are missing or in the wrong place.</summary>
    public static IEnumerable<HelpProblem> Headings(HelpPage page, string cmdlet)
    {
        if (page.Title?.Title != cmdlet)
            yield return page.Problem(page.Title?.Line ?? 0, "WrongTitle", $"The heading of the page is to be '# {cmdlet}'.");
        foreach (string title in HelpPage.Sections.Except(page.All.Select(part => part.Title)))
            yield return page.Problem(0, "MissingSection", $"The section '## {title}' is missing.");
        foreach (HelpPart part in page.All.Where(part => !HelpPage.Sections.Contains(part.Title)))
            yield return page.Problem(part.Line, "UnknownSection", $"'{part.Title}' is not a section of a cmdlet's help. They are {string.Join(", ", HelpPage.Sections)}.");
        HelpPart[] known = [.. page.All.Where(part => HelpPage.Sections.Contains(part.Title))];
        foreach ((HelpPart before, HelpPart part) in known.Zip(known.Skip(1)))
        {
            if (Order(before) >= Order(part))
                yield return page.Problem(part.Line, "SectionOutOfOrder", $"The section '{part.Title}' does not belong behind '{before.Title}'. The order is {string.Join(", ", HelpPage.Sections)}.");
        }

        static int Order(HelpPart part) => HelpPage.Sections.ToList().IndexOf(part.Title);
    }

    /// <summary>Finds parts that are missing or that contradict the cmdlet, in a page with all its headings.</summary>
    public static IEnumerable<HelpProblem> Content(HelpPage page, CmdletInfo cmdlet) =>
        [.. Texts(page), .. Examples(page), .. Parameters(page, cmdlet), .. Outputs(page, cmdlet)];

    private static IEnumerable<HelpProblem> Texts(HelpPage page) => new[] { "SYNOPSIS", "DESCRIPTION", "EXAMPLES", "INPUTS", "OUTPUTS" }
        .Select(page.Section)
        .Where(part => part.Blocks.Count == 0)
        .Select(part => page.Problem(part.Line, "EmptySection", $"The section '{part.Title}' is empty."));

    private static IEnumerable<HelpProblem> Examples(HelpPage page) => page.Items("EXAMPLES")
        .Where(part => part.Blocks is not [FencedCodeBlock { Info: "powershell" }, _, ..])
        .Select(part => page.Problem(part.Line, "MissingExampleCode", "An example begins with a block of powershell code; the text about it follows."));

    private static IEnumerable<HelpProblem> Parameters(HelpPage page, CmdletInfo cmdlet)
    {
        HashSet<string> described = [];
        string[] own = [.. cmdlet.OwnParameters().Select(parameter => "-" + parameter.Name)];
        foreach (HelpPart part in page.Items("PARAMETERS"))
        {
            if (!described.Add(part.Title))
                yield return page.Problem(part.Line, "DuplicateParameter", $"{part.Title} is described twice.");
            else if (!own.Contains(part.Title) && part.Title != "CommonParameters")
                yield return page.Problem(part.Line, "UnknownParameter", $"{cmdlet.Name} does not have a parameter {part.Title}.");
            else if (!DerivedText.Description(part).Any())
                yield return page.Problem(part.Line, "MissingDescription", $"{part.Title} is not described.");
        }

        foreach (string name in own.Append("CommonParameters").Except(described))
            yield return page.Problem(page.Section("PARAMETERS").Line, "MissingParameter", $"{name} is missing. Write '### {name}' and its description; the rest is filled in.");
    }

    private static IEnumerable<HelpProblem> Outputs(HelpPage page, CmdletInfo cmdlet)
    {
        HelpPart[] written = [.. page.Items("OUTPUTS")];
        string[] actual = [.. cmdlet.OutputType.Select(type => type.Type == typeof(void) ? None : type.Name).DefaultIfEmpty(None)];
        foreach (HelpPart part in written.Where(part => part.Title != None && !actual.Contains(part.Title)))
            yield return page.Problem(part.Line, "UnknownOutput", $"{cmdlet.Name} does not declare the output {part.Title}, but {string.Join(", ", actual)}.");
        foreach (string type in actual.Except(written.Select(part => part.Title)))
            yield return page.Problem(page.Section("OUTPUTS").Line, "MissingOutput", $"The output {type} is missing.");
    }
}
