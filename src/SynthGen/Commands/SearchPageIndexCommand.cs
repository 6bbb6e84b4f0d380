using System.Management.Automation;
using SynthGen.Backends;
using SynthGen.Tools;

namespace SynthGen.Commands;

/// <summary>Runs a call of a built-in tool on an index.</summary>
[Cmdlet(VerbsCommon.Search, "PageIndex", DefaultParameterSetName = "PageIndex")]
[OutputType(typeof(PageHit))]
public sealed class SearchPageIndexCommand : ConnectionCmdlet
{
    private string _query = "";
    private PageIndex? _opened;

    /// <summary>The tool to run.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ArgumentCompleter(typeof(BuiltInToolCompleter))]
    public string Tool { get; set; } = "";

    /// <summary>The call's arguments, as in a row: @{ query = '…' }.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    public object Argument { get; set; } = "";

    /// <summary>The index, as New-PageIndex gives it.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = "PageIndex")]
    public PageIndex? PageIndex { get; set; }

    /// <summary>The file of an index.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Path")]
    [Alias("LiteralPath", "PSPath")]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>The maximum number of pages.</summary>
    [Parameter]
    [ValidateRange(1, 100_000)]
    public int Top { get; set; } = 10;

    /// <inheritdoc/>
    private protected override void Begin()
    {
        ToolDefinition? tool = BuiltInTools.All.FirstOrDefault(tool => tool.Name.Equals(Tool, StringComparison.OrdinalIgnoreCase));
        if (tool is null)
        {
            ThrowTerminatingError(Errors.Create(
                "ToolNotRunnable", ErrorCategory.InvalidArgument, Tool, $"An index cannot run the tool '{Tool}'.",
                $"Use one of: {string.Join(", ", BuiltInTools.All.Select(one => one.Name))}."));
        }

        Tool = tool!.Name;
        _query = ReadQuery(tool);
        if (ParameterSetName == "Path" && InputPath.Resolve(this, [Path], literal: true).FirstOrDefault() is { } file)
            _opened = PageIndexFile.Open(Session, Connection, VertexAI, Path, file, Tool == BuiltInTools.VectorSearch.Name);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        PageIndex? index = _opened ?? PageIndex;
        if (index is null)
            return;
        try
        {
            WriteObject(Await(Task.Run(() => index.Search(Tool, _query, Top, StopToken))), enumerateCollection: true);
        }
        catch (ObjectDisposedException error)
        {
            WriteError(Errors.Create("PageIndexClosed", ErrorCategory.InvalidOperation, index, "The index was disposed of.", "Build it again, or open its file by -Path.", error));
        }
        catch (Exception error) when (ServiceErrors.NotEmbedded(error, index.EmbeddingBackend) is { } refused)
        {
            WriteError(refused);
        }
        catch (Exception error) when (error is IOException or InvalidDataException or ArgumentException)
        {
            WriteError(Errors.Create("PageIndexUnreadable", ErrorCategory.ReadError, index, $"The index cannot be searched: {error.Message}", "Build it again with New-PageIndex.", error));
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing) => _opened?.Dispose();

    private string ReadQuery(ToolDefinition tool)
    {
        string problem;
        try
        {
            if (PowerShellJson.From(Argument) is IReadOnlyDictionary<string, object?> arguments)
            {
                IReadOnlyList<SchemaProblem> problems = LibraryLoadContext.Create<IToolSchemaValidator>().CheckArguments(tool, arguments);
                if (problems.Count == 0)
                    return (string)arguments["query"]!;
                problem = string.Join("; ", problems);
            }
            else
            {
                problem = "expected an object";
            }
        }
        catch (FormatException error)
        {
            problem = error.Message;
        }

        ThrowTerminatingError(Errors.Create(
            "BadArgument", ErrorCategory.InvalidArgument, Argument, $"The arguments do not match {tool.Name}: {problem}.", "Give them as in @{ query = 'obstruction' }."));
        return "";
    }
}
