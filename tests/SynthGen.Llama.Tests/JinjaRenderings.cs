using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;
using SynthGen.Models;

namespace SynthGen.Llama.Tests;

/// <summary>Renderings of chat templates by an independent Jinja engine: tests/ChatTemplates/conversations.mjs, run by Node.</summary>
public sealed class JinjaRenderings
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);
    private readonly Lazy<(Renderings? Renderings, string? WhyNot)> _all = new(Render);

    /// <summary>The conversations and the templates; a test is skipped if Node or its packages are missing.</summary>
    internal Renderings All
    {
        get
        {
            Assert.SkipWhen(_all.Value.WhyNot is not null, _all.Value.WhyNot ?? "");
            return _all.Value.Renderings!;
        }
    }

    private static (Renderings? Renderings, string? WhyNot) Render()
    {
        DirectoryInfo root = new(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "SynthGen.slnx")))
            root = root.Parent!;
        string folder = Path.Combine(root.FullName, "tests", "ChatTemplates");
        try
        {
            if (!Directory.Exists(Path.Combine(folder, "node_modules", "@huggingface", "jinja")))
            {
                string npm = OperatingSystem.IsWindows() ? "npm.cmd" : "npm";
                if (Run(folder, npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund") is { ExitCode: not 0 } failed)
                    return (null, $"npm cannot install the packages of tests/ChatTemplates: {failed.Error.Split('\n')[0]}");
            }

            (int code, string output, string error) = Run(folder, "node", "conversations.mjs");
            Assert.True(code == 0, error);
            return (JsonSerializer.Deserialize<Renderings>(output, Web), null);
        }
        catch (Win32Exception)
        {
            return (null, "There is no Node with npm here.");
        }
    }

    private static (int ExitCode, string Output, string Error) Run(string folder, string program, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = System.Text.Encoding.UTF8,
        })!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(), error = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(Limit))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"{program} did not end within {Limit}.");
        }

        return (process.ExitCode, output.Result, error.Result);
    }

    internal sealed record Renderings(Message[][] Conversations, Entry[] Templates);

    internal sealed record Message(string Role, string Content)
    {
        public ChatTurn ToTurn() => new(Enum.Parse<ChatRole>(Role, ignoreCase: true), Content);
    }

    internal sealed record Entry(string Name, string Template, Rendering[] Renderings);

    /// <param name="Text">The text; null if the template refused the conversation.</param>
    /// <param name="IsFolded">Whether the instruction had to be put into the user's first turn.</param>
    internal sealed record Rendering(string? Text, bool IsFolded);
}
