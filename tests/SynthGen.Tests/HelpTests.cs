using System.Management.Automation;
using System.Management.Automation.Language;
using System.Text.RegularExpressions;
using SynthGen.Generation.Journal;

namespace SynthGen.Tests;

/// <summary>The help describes every command and parameter, and its examples use only existing commands.</summary>
public sealed partial class HelpTests : IDisposable
{
    private readonly ModuleSession _session = new();
    private readonly TemporaryFolder _folder = new();

    public void Dispose()
    {
        _session.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Every_command_has_a_synopsis_and_a_description()
    {
        foreach (CmdletInfo command in Commands())
        {
            PSObject help = Help(command);
            // Without help, PowerShell shows the syntax instead.
            string synopsis = ((string)help.Properties["Synopsis"].Value).Trim();
            Assert.NotEmpty(synopsis);
            Assert.False(synopsis.StartsWith(command.Name, StringComparison.Ordinal), synopsis);
            Assert.NotEmpty(Text(help, "description"));
        }
    }

    [Fact]
    public void Every_parameter_is_described_as_it_is() => Assert.Empty(Commands().SelectMany(DifferencesOfParameters));

    [Fact]
    public void Every_parameter_set_has_its_syntax() => Assert.Empty(Commands().SelectMany(DifferencesOfSyntax));

    [Fact]
    public void Examples_name_commands_and_parameters_that_there_are()
    {
        foreach (CmdletInfo command in Commands())
        {
            IReadOnlyList<string> examples = Examples(command);
            Assert.True(examples.Count >= 2, command.Name);
            foreach (string example in examples)
            {
                Ast script = Parser.ParseInput(example, out _, out ParseError[] errors);
                Assert.Empty(errors.Select(error => error.ToString()));
                CommandAst[] calls = [.. script.FindAll(ast => ast is CommandAst, searchNestedScriptBlocks: true).Cast<CommandAst>()];
                Assert.Contains(calls, call => call.GetCommandName() == command.Name);
                Assert.Empty(calls.SelectMany(call => Problems(call, script)));
            }
        }
    }

    [Fact]
    public void Examples_that_need_no_server_and_no_other_model_run()
    {
        _folder.Write("examples/harbour-lease.txt", File.ReadAllText(Path.Combine(ModuleSession.RepositoryRoot(), "examples", "harbour-lease.txt")));
        using (OutcomeJournal journal = OutcomeJournal.Open(Path.Combine(_folder.Path, "run.jsonl")))
        {
            OcrPage page = new(1, "The lessee waived jury trial.", "lease.txt");
            journal.Append(1, PageOutcome.Generated(page, [new SyntheticQuery("Who waived it?", [new ToolCall("t", new Dictionary<string, object?>())], 1)]));
        }

        string[] offline = [.. Commands().SelectMany(Examples).Where(example => !OutsideModel().IsMatch(example))];
        Assert.True(offline.Length >= 14);
        foreach (string example in offline)
        {
            ModuleSession.Result result = _session.Run($"Set-Location -LiteralPath $folder\n{example}", ("folder", _folder.Path));
            Assert.True(result.Errors.Count == 0, $"{example}\n{string.Join('\n', result.Errors)}");
        }
    }

    [Fact]
    public void The_topic_names_every_command_and_fits_a_console()
    {
        string topic = (string)_session.Run("Get-Help -Name about_SynthGen").Clean().Output[0].BaseObject;
        Assert.All(Commands(), command => Assert.Contains(command.Name, topic));
        Assert.All(topic.Split('\n'), line => Assert.True(line.TrimEnd().Length <= 80, line));
        Assert.All(["TOPIC", "SHORT DESCRIPTION", "LONG DESCRIPTION", "EXAMPLES", "SEE ALSO"], heading => Assert.Contains($"{heading}\n", topic.ReplaceLineEndings("\n")));
    }

    [Fact]
    public void Each_command_has_its_page_and_Get_Help_shows_the_examples_of_it()
    {
        string folder = Path.Combine(ModuleSession.RepositoryRoot(), "docs", "en-US");
        Assert.Equal(
            Commands().Select(command => command.Name).Order(StringComparer.Ordinal),
            Directory.EnumerateFiles(folder, "*.md").Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal));
        foreach (CmdletInfo command in Commands())
        {
            string page = File.ReadAllText(Path.Combine(folder, command.Name + ".md")).ReplaceLineEndings("\n");
            Assert.Equal(PowerShellCode().Matches(page).Select(code => code.Groups["code"].Value), Examples(command));
        }
    }

    private IEnumerable<string> DifferencesOfSyntax(CmdletInfo command)
    {
        string[] written = [.. Items(Help(command), "syntax", "syntaxItem").Select(item => Names(Items(item, "parameter").Select(Name)))];
        string[] actual = [.. command.ParameterSets.Select(set => Names(set.Parameters.Select(parameter => parameter.Name).Where(IsOwn)))];
        return written.Except(actual).Select(names => $"{command.Name}: the help alone has {names}")
            .Concat(actual.Except(written).Select(names => $"{command.Name}: the help lacks {names}"));

        static string Names(IEnumerable<string> names) => string.Join(' ', names.Order());
    }

    private IEnumerable<string> DifferencesOfParameters(CmdletInfo command)
    {
        Dictionary<string, PSObject> described = Items(Help(command), "parameters", "parameter").ToDictionary(Name);
        foreach (string name in described.Keys.Except(command.Parameters.Keys))
            yield return $"{command.Name} has no -{name}.";

        foreach (ParameterMetadata parameter in command.Parameters.Values.Where(parameter => IsOwn(parameter.Name)))
        {
            if (!described.TryGetValue(parameter.Name, out PSObject? help) || Text(help, "description").Length == 0)
            {
                yield return $"{command.Name} -{parameter.Name} is not described.";
                continue;
            }

            foreach ((string property, string actual) in Facts(command, parameter))
            {
                string written = property == "type" ? Name(Items(help, property).Single()) : help.Properties[property]?.Value?.ToString()?.Trim() ?? "";
                if (!written.Equals(actual, StringComparison.OrdinalIgnoreCase))
                    yield return $"{command.Name} -{parameter.Name}: {property} is '{actual}', the help says '{written}'.";
            }
        }
    }

    private static IEnumerable<(string Property, string Actual)> Facts(CmdletInfo command, ParameterMetadata parameter)
    {
        CommandParameterInfo inSet = command.ParameterSets.SelectMany(set => set.Parameters).First(info => info.Name == parameter.Name);
        yield return ("required", inSet.IsMandatory ? "true" : "false");
        yield return ("position", inSet.Position < 0 ? "named" : $"{inSet.Position}");
        yield return ("pipelineInput", inSet is { ValueFromPipeline: true, ValueFromPipelineByPropertyName: true } ? "True (ByPropertyName, ByValue)"
            : inSet.ValueFromPipeline ? "True (ByValue)" : inSet.ValueFromPipelineByPropertyName ? "True (ByPropertyName)" : "False");
        yield return ("globbing", parameter.Attributes.OfType<SupportsWildcardsAttribute>().Any() ? "true" : "false");
        Type type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
        yield return ("type", type.FullName!);
        yield return ("parameterValue", parameter.SwitchParameter ? "" : type.Name);
        yield return ("aliases", parameter.Aliases.Count == 0 ? "none" : string.Join(", ", parameter.Aliases));
    }

    private IEnumerable<string> Problems(CommandAst call, Ast script)
    {
        if (call.GetCommandName() is not { } name)
            yield break;
        if (_session.Run("Get-Command -Name $name -ErrorAction Ignore", ("name", name)).Output is not [{ BaseObject: CommandInfo command }])
        {
            yield return $"There is no command {name}.";
            yield break;
        }

        foreach (string parameter in call.CommandElements.SelectMany(element => ParametersOf(element, script)))
        {
            if (!Takes(command, parameter))
                yield return $"{name} has no parameter {parameter}.";
        }
    }

    private static IEnumerable<string> ParametersOf(CommandElementAst element, Ast script) => element switch
    {
        CommandParameterAst parameter => [parameter.ParameterName],
        VariableExpressionAst { Splatted: true } splatted => script
            .FindAll(ast => ast is AssignmentStatementAst { Left: VariableExpressionAst left } && left.VariablePath.UserPath == splatted.VariablePath.UserPath, true)
            .SelectMany(assignment => assignment.Find(ast => ast is HashtableAst, true) is HashtableAst table ? table.KeyValuePairs : [])
            .Select(pair => pair.Item1.ToString()),
        _ => [],
    };

    private static bool Takes(CommandInfo command, string parameter)
    {
        try
        {
            return command.ResolveParameter(parameter) is not null;
        }
        catch (ParameterBindingException)
        {
            return false;
        }
    }

    private IReadOnlyList<CmdletInfo> Commands() => _session.Run("Get-Command -Module SynthGen -CommandType Cmdlet").Clean().Of<CmdletInfo>();

    private PSObject Help(CmdletInfo command) => _session.Run("Get-Help -Name $name -Full", ("name", command.Name)).Clean().Output[0];

    private IReadOnlyList<string> Examples(CmdletInfo command) =>
        [.. Items(Help(command), "examples", "example").Select(example => (string)PSObject.AsPSObject(example.Properties["code"].Value).BaseObject)];

    private static string Name(PSObject item) => item.Properties["name"].Value.ToString()!.Trim();

    private static string Text(PSObject item, string property) =>
        string.Concat(Items(item, property).Select(paragraph => paragraph.Properties["Text"]?.Value)).Trim();

    // The values at a path of properties: one object, or several.
    private static IEnumerable<PSObject> Items(PSObject item, params ReadOnlySpan<string> path)
    {
        IEnumerable<PSObject> items = [item];
        foreach (string name in path)
            items = [.. items.SelectMany(one => LanguagePrimitives.GetEnumerable(one.Properties[name]?.Value)?.Cast<object>().Select(PSObject.AsPSObject) ?? One(one.Properties[name]?.Value))];
        return items;

        static IEnumerable<PSObject> One(object? value) => value is null ? [] : [PSObject.AsPSObject(value)];
    }

    private static bool IsOwn(string parameter) => !Cmdlet.CommonParameters.Contains(parameter);

    [GeneratedRegex("^```powershell\\n(?<code>.*?)\\n```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex PowerShellCode();

    // Show-ToolDataset waits for a person.
    [GeneratedRegex("Gemini|OpenAI|Mistral|Onnx|Show-ToolDataset")]
    private static partial Regex OutsideModel();
}
