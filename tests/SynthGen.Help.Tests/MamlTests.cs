using System.Xml.Linq;

namespace SynthGen.Help.Tests;

public sealed class MamlTests
{
    private static readonly XElement Item = Written();

    [Fact]
    public void Each_parameter_set_has_its_syntax_in_the_order_that_PowerShell_shows() => Assert.Equal(
        ["Path Day Colour Count Force", "InputObject Day Colour Count Force"],
        All("syntaxItem").Select(item => string.Join(' ', Children(item, "parameter").Select(parameter => Child(parameter, "name").Value))).Order(StringComparer.Ordinal).Reverse());

    [Fact]
    public void Syntax_shows_accepted_values_in_place_of_the_type()
    {
        XElement[] day = [.. All("syntaxItem").SelectMany(item => Children(item, "parameter")).Where(parameter => Child(parameter, "name").Value == "Day")];
        Assert.Equal(Enum.GetNames<DayOfWeek>(), Children(Child(day[0], "parameterValueGroup"), "parameterValue").Select(value => value.Value));
        Assert.Equal(["red", "green"], Children(All("parameterValueGroup").ElementAt(1), "parameterValue").Select(value => value.Value));
    }

    [Theory]
    [InlineData("Path", "true", "0", "True (ByPropertyName)", "true", "FullName, P", "String[]", "None")]
    [InlineData("InputObject", "true", "named", "True (ByValue)", "false", "none", "Object", "It's: none")]
    [InlineData("Day", "false", "named", "False", "false", "none", "DayOfWeek", "None")]
    [InlineData("Count", "false", "named", "False", "false", "none", "Int32", "None")]
    [InlineData("Force", "false", "named", "False", "false", "none", null, "False")]
    public void A_parameter_has_the_facts_of_the_compiled_cmdlet(string name, string required, string position, string pipeline, string wildcards, string aliases, string? type, string value)
    {
        XElement parameter = Children(All("parameters").Single(), "parameter").Single(item => Child(item, "name").Value == name);
        Assert.Equal(
            [required, position, pipeline, wildcards, aliases],
            new[] { "required", "position", "pipelineInput", "globbing", "aliases" }.Select(attribute => parameter.Attribute(attribute)?.Value));
        Assert.Equal(type, Children(parameter, "parameterValue").SingleOrDefault()?.Value);
        Assert.Equal(value, Child(parameter, "defaultValue").Value);
    }

    [Fact]
    public void The_yaml_of_a_parameter_is_not_part_of_its_description() =>
        Assert.Equal(["The path."], Children(Child(Children(All("parameters").Single(), "parameter").First(), "description"), "para").Select(text => text.Value));

    [Fact]
    public void An_example_has_its_code_letter_by_letter_and_its_output_in_the_remarks()
    {
        XElement[] examples = [.. All("example")];
        Assert.Equal(["---------- Example 1: One ----------", "---------- Example 2: Two ----------"], examples.Select(example => Child(example, "title").Value));
        Assert.Equal("Get-Sample -Path a |\n    Where-Object { $_.Length -lt 3 -and \"<&>\" }", Child(examples[0], "code").Value);
        Assert.Equal(["Gets two:", "a  1\n   2", ""], Children(Child(examples[1], "remarks"), "para").Select(text => text.Value));
    }

    [Fact]
    public void Links_to_pages_are_names_and_others_have_their_address() =>
        Assert.Equal(["Get-Other", "Elsewhere (https://example.org/a)"], All("linkText").Select(link => link.Value));

    [Fact]
    public void Notes_and_types_are_there()
    {
        Assert.Equal(["ERRORS", "It is never wrong."], Children(All("alert").Single(), "para").Select(text => text.Value));
        Assert.Equal("System.ObjectObjects.", All("inputType").Single().Value);
        Assert.Equal("System.IO.FileInfoFiles.", All("returnValue").Single().Value);
    }

    private static XElement Written()
    {
        using SamplePages pages = SamplePages.Complete();
        return XElement.Load(pages.MamlPath);
    }

    private static IEnumerable<XElement> All(string name) => Item.Descendants().Where(element => element.Name.LocalName == name);

    private static IEnumerable<XElement> Children(XElement element, string name) => element.Elements().Where(child => child.Name.LocalName == name);

    private static XElement Child(XElement element, string name) => Children(element, name).Single();
}
