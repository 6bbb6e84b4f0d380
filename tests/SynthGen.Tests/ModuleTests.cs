using System.Management.Automation;
using System.Reflection;

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

    [Fact]
    public void Each_file_of_others_has_its_notice_and_the_text_of_its_licence()
    {
        string[] notices = File.ReadAllLines(Path.Combine(BuiltModule.LibraryPath, "..", "THIRD-PARTY-NOTICES.txt"));
        string[] files = [.. Directory.EnumerateFiles(BuiltModule.LibraryPath, "*", SearchOption.AllDirectories)
            .Select(file => "lib/" + Path.GetRelativePath(BuiltModule.LibraryPath, file).Replace('\\', '/'))
            .Where(file => !Path.GetFileName(file).StartsWith("SynthGen.", StringComparison.Ordinal))];
        Assert.Contains(files, file => file.EndsWith("/libllama.so", StringComparison.Ordinal));
        Assert.All(files, file => Assert.Contains($"  {file}", notices));

        Assert.All(notices.Where(line => line.StartsWith("  Licence: ", StringComparison.Ordinal)).Distinct(), line => Assert.Contains(line[11..] switch
        {
            "MIT" => "MIT License",
            "Apache-2.0" => "                                 Apache License",
            "BSD-3-Clause" => "BSD 3-Clause License",
            _ => line,
        }, notices));
    }

    [Fact]
    public void The_class_of_a_command_in_error_ids_is_its_name_and_Command()
    {
        Type[] commands = [.. typeof(ModuleCmdlet).Assembly.GetExportedTypes().Where(type => type.IsDefined(typeof(CmdletAttribute), inherit: false))];
        Assert.NotEmpty(commands);
        Assert.All(commands, type =>
        {
            CmdletAttribute name = type.GetCustomAttribute<CmdletAttribute>()!;
            Assert.Equal($"SynthGen.Commands.{name.VerbName}{name.NounName}Command", type.FullName);
        });
    }
}
