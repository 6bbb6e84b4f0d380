namespace SynthGen.Tests;

public sealed class ModuleTests : IDisposable
{
    private readonly ModuleSession _session = new();

    public void Dispose() => _session.Dispose();

    [Theory]
    [InlineData("SynthGen.OcrPage")]
    [InlineData("SynthGen.SyntheticQuery")]
    [InlineData("SynthGen.ToolDefinition")]
    [InlineData("SynthGen.ToolCall")]
    [InlineData("SynthGen.PageOutcome")]
    [InlineData("SynthGen.GenerationSummary")]
    public void Public_records_are_type_names_after_the_import(string name)
    {
        ModuleSession.Result result = _session.Run($"[{name}].FullName").Clean();
        Assert.Equal(name, result.Output[0].BaseObject);
    }
}
