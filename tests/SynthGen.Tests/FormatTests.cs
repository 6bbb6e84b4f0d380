using System.Xml.Linq;

namespace SynthGen.Tests;

public sealed class FormatTests
{
    private static readonly XDocument Views =
        XDocument.Load(Path.Combine(Path.GetDirectoryName(ModuleSession.ModulePath)!, "SynthGen.Format.ps1xml"));

    [Theory]
    [InlineData("SynthGen.ToolDefinition")]
    [InlineData("SynthGen.SyntheticQuery")]
    [InlineData("SynthGen.ToolConversation")]
    [InlineData("SynthGen.ConversationMessage")]
    [InlineData("SynthGen.ValidationIssue")]
    [InlineData("SynthGen.SplitSide")]
    [InlineData("SynthGen.DatasetMeasure")]
    [InlineData("SynthGen.MeasureComparison")]
    [InlineData("SynthGen.GateResult")]
    public void A_record_has_a_view_of_its_own(string type) =>
        Assert.Contains(Views.Descendants("TypeName"), name => name.Value == type);

    [Fact]
    public void Columns_are_as_many_as_headers_and_properties_are_there()
    {
        foreach (XElement view in Views.Descendants("View"))
        {
            Type type = typeof(ToolDefinition).Assembly.GetType(view.Descendants("TypeName").Single().Value, throwOnError: true)!;
            Assert.Equal(view.Descendants("TableColumnHeader").Count(), view.Descendants("TableColumnItem").Count());
            Assert.All(view.Descendants("PropertyName"), property => Assert.NotNull(type.GetProperty(property.Value)));
        }
    }

    [Fact]
    public void A_signature_tells_the_arguments()
    {
        using ModuleSession session = new();
        ModuleSession.Result result = session.Run(
            """(Get-ToolDefinition v*).Signature; (New-ToolDefinition t d '{"type":"object","properties":{"a":{"type":["string","null"]},"b":{"enum":[1]}},"required":["b"]}').Signature""").Clean();
        Assert.Equal(["query*: string", "a: string|null, b*: any"], result.Of<string>());
    }
}
