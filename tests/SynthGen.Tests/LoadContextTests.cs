using System.Diagnostics;
using System.Reflection;
using System.Runtime.Loader;

namespace SynthGen.Tests;

/// <summary>The libraries in lib/ stay isolated. Tests that need a fresh process start one.</summary>
public sealed class LoadContextTests
{
    [Fact]
    public Task Import_alone_loads_nothing_of_the_library() => RunApart(nameof(Import_then_use));

    [Fact]
    public Task Another_version_of_a_dependency_disturbs_nothing() => RunApart(nameof(Other_version_first));

    [Fact(Explicit = true)]
    public void Import_then_use()
    {
        using ModuleSession session = new();
        session.Run("(Get-Command -Module SynthGen).Name; [SynthGen.ToolDefinition].Name; Get-ToolDefinition").Clean();
        Assert.Empty(OfLibrary());

        session.Run("New-ToolDefinition t d @{ type = 'object' }").Clean();
        Assert.Contains(OfLibrary(), assembly => assembly.GetName().Name == "NJsonSchema");
        Assert.All(OfLibrary(), assembly => Assert.Equal("SynthGen", AssemblyLoadContext.GetLoadContext(assembly)!.Name));
        Assert.Equal(AssemblyLoadContext.Default, AssemblyLoadContext.GetLoadContext(typeof(ToolDefinition).Assembly));
        Assert.Single(AppDomain.CurrentDomain.GetAssemblies(), assembly => assembly.GetName().Name == "SynthGen.Core");
    }

    [Fact(Explicit = true)]
    public void Other_version_first()
    {
        AssemblyLoadContext other = new("another module");
        Assembly older = other.LoadFromAssemblyPath(Path.Combine(AppContext.BaseDirectory, "other", "Newtonsoft.Json.dll"));
        Type parser = older.GetType("Newtonsoft.Json.Linq.JObject", throwOnError: true)!;
        MethodInfo parse = parser.GetMethod("Parse", [typeof(string)])!;
        Assert.Equal("""{"a":1}""", parse.Invoke(null, ["""{"a":1}"""])!.ToString()!.ReplaceLineEndings("").Replace(" ", ""));

        using ModuleSession session = new();
        session.Run("New-ToolDefinition t d @{ type = 'object'; properties = @{ a = @{ type = 'integer' } } }").Clean();
        Assert.Equal("InvalidToolSchema", session.Run("New-ToolDefinition t d @{ type = 'objct' }").Errors[0].FullyQualifiedErrorId.Split(',')[0]);
        Assert.Equal("2", parser.GetMethod("Parse", [typeof(string)])!.Invoke(null, ["""{"b":2}"""])!.ToString()!.Split(':')[1].Trim(' ', '}', '\r', '\n'));

        Dictionary<string, Version> loaded = AppDomain.CurrentDomain.GetAssemblies()
            .Where(assembly => assembly.GetName().Name == "Newtonsoft.Json")
            .ToDictionary(assembly => AssemblyLoadContext.GetLoadContext(assembly)!.Name!, assembly => assembly.GetName().Version!);
        Assert.Equal(12, loaded["another module"].Major);
        Assert.Equal(13, loaded["SynthGen"].Major);
    }

    private static IEnumerable<Assembly> OfLibrary() =>
        AppDomain.CurrentDomain.GetAssemblies().Where(assembly => !assembly.IsDynamic && assembly.Location.StartsWith(BuiltModule.LibraryPath, StringComparison.Ordinal));

    private static async Task RunApart(string test)
    {
        ProcessStartInfo start = new(Environment.ProcessPath!) { RedirectStandardOutput = true, RedirectStandardError = true };
        if (Path.GetFileNameWithoutExtension(start.FileName) == "dotnet")
            start.ArgumentList.Add(typeof(LoadContextTests).Assembly.Location);
        foreach (string argument in (string[])["-explicit", "only", "-method", $"{typeof(LoadContextTests).FullName}.{test}"])
            start.ArgumentList.Add(argument);

        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(), errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        string report = await output + await errors;
        Assert.True(process.ExitCode == 0 && report.Contains("Total: 1", StringComparison.Ordinal), report);
    }
}
