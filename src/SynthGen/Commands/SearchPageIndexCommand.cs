using System.Management.Automation;
using SynthGen.Backends;
using SynthGen.Conversion;
using SynthGen.Json;
using SynthGen.Tools;

namespace SynthGen.Commands;

/// <summary>Runs calls of a built-in tool on an index.</summary>
[Cmdlet(VerbsCommon.Search, "PageIndex", DefaultParameterSetName = "PageIndex")]
[OutputType(typeof(PageHit))]
public sealed class SearchPageIndexCommand : ConnectionCmdlet
{
    private PageIndexArgument? _opened;
    private bool _openedWithVectors;

    /// <summary>The tool to run, full_text_search by default; another text, alone, is the query.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(BuiltInToolCompleter))]
    public string Tool { get; set; } = BuiltInTools.FullTextSearch.Name;

    /// <summary>The call's arguments, as in a row: @{ query = '…' }; or the query.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    public object? Argument { get; set; }

    /// <summary>The text to search for, in place of the call's arguments.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowEmptyString]
    public string? Query { get; set; }

    /// <summary>The index, as New-PageIndex gives it, or the path of its file.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = "PageIndex")]
    public object? PageIndex { get; set; }

    /// <summary>The file of an index.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Path")]
    [Alias("LiteralPath", "PSPath")]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>The maximum number of pages.</summary>
    [Parameter]
    [ValidateRange(1, 100_000)]
    public int Top { get; set; } = 10;

    private object? Given => Has(nameof(Path)) ? Path : PageIndex;

    /// <inheritdoc/>
    private protected override void Begin()
    {
        // What the command line says is checked before the first input.
        bool isCallKnown = Has(nameof(Argument)) || Has(nameof(Query)) || !Has(nameof(PageIndex)) && !Has(nameof(Path));
        string tool = isCallKnown ? ReadCall().Tool : BuiltInTools.FullTextSearch.Name;
        if (Has(nameof(Path)) || Has(nameof(PageIndex)))
            Open(Given!, tool == BuiltInTools.VectorSearch.Name);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (Given is not { } given)
            return;
        try
        {
            (string tool, string query) = ReadCall();
            Write(Open(given, tool == BuiltInTools.VectorSearch.Name), tool, query);
        }
        catch (ConfigurationException exception)
        {
            WriteError(exception.Error);
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing) => _opened?.Dispose();

    private void Write(PageIndex index, string tool, string query)
    {
        try
        {
            WriteObject(Await(Task.Run(() => index.Search(tool, query, Top, StopToken))), enumerateCollection: true);
        }
        catch (Exception error) when (PageIndexErrors.NotSearched(error, index) is { } notSearched)
        {
            WriteError(notSearched);
        }
    }

    // The last index stays open: mostly one is asked many times. Its service is not asked for unless a vector search needs it.
    private PageIndex Open(object given, bool withVectors)
    {
        if (_opened is null || !_opened.IsOf(given) || (withVectors && !_openedWithVectors))
        {
            _opened?.Dispose();
            _opened = null;
            _opened = PageIndexArgument.Open(Session, Connection, VertexAI, given, withVectors);
            _openedWithVectors = withVectors;
        }

        return _opened.Index as PageIndex ?? throw PageIndexArgument.NotAnIndex(given);
    }

    // Not by the parameter set: that may be open until the first input.
    private bool Has(string parameter) => MyInvocation.BoundParameters.ContainsKey(parameter);

    private (string Tool, string Query) ReadCall()
    {
        object? given = RecordReader.Bare(Argument) ?? Query;
        ToolDefinition? tool = BuiltInTools.All.FirstOrDefault(tool => tool.Name.Equals(Tool, StringComparison.OrdinalIgnoreCase));
        if (tool is null && given is null)
            (tool, given) = (BuiltInTools.FullTextSearch, Tool);
        if (tool is null)
        {
            throw new ConfigurationException(Errors.Create(
                "ToolNotRunnable", ErrorCategory.InvalidArgument, Tool, $"An index cannot run the tool '{Tool}'.",
                $"Use one of: {string.Join(", ", BuiltInTools.All.Select(one => one.Name))}."));
        }

        if (given is string text)
            given = JsonValue.Object(("query", text));
        string problem;
        try
        {
            if (PowerShellJson.From(given) is IReadOnlyDictionary<string, object?> arguments)
            {
                IReadOnlyList<SchemaProblem> problems = SchemaValidator.Default.CheckArguments(tool, arguments);
                if (problems.Count == 0)
                    return (tool.Name, (string)arguments["query"]!);
                problem = string.Join("; ", problems);
            }
            else
            {
                problem = given is null ? "there is nothing to search for" : "expected an object";
            }
        }
        catch (FormatException error)
        {
            problem = error.Message;
        }

        throw new ConfigurationException(Errors.Create(
            "BadArgument", ErrorCategory.InvalidArgument, given, $"The arguments do not match {tool.Name}: {problem}.", "Give -Query, or arguments as in @{ query = 'obstruction' }."));
    }
}
