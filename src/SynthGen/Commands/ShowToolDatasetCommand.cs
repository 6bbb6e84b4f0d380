using System.Management.Automation;
using System.Net;
using SynthGen.Backends;
using SynthGen.Datasets.Review;
using SynthGen.Models.Pacing;
using SynthGen.Review;
using SynthGen.Text;

namespace SynthGen.Commands;

/// <summary>Shows a dataset in the browser, where a person accepts, rejects and edits its rows.</summary>
[Cmdlet(VerbsCommon.Show, "ToolDataset")]
[OutputType(typeof(ReviewDecision))]
public sealed class ShowToolDatasetCommand : AsyncCmdlet
{
    private PageIndexArgument? _index;

    /// <summary>The dataset: a file of canonical lines.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "LiteralPath", "FullName")]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>The index of the pages that the rows came from, or the path of its file.</summary>
    [Parameter]
    [Alias("Index")]
    [ValidateNotNull]
    public object? PageIndex { get; set; }

    /// <summary>The file of the decisions; by default beside the dataset, with the extension .review.jsonl.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? ReviewPath { get; set; }

    /// <summary>The reviewer's name; by default the user's.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string Reviewer { get; set; } = Environment.UserName;

    /// <summary>Prints the page's address and opens no browser.</summary>
    [Parameter]
    public SwitchParameter NoBrowser { get; set; }

    /// <summary>Gives the decisions when the page is closed.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private CommandSession Session => new(
        [], SessionState.Path.CurrentFileSystemLocation.Path, SessionState.Path.GetUnresolvedProviderPathFromPSPath,
        line => Post(() => WriteVerbose(line)), line => Post(() => WriteWarning(line)), StopToken);

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        if (PageIndex is not null)
            Configure(() => _index = PageIndexArgument.OpenBesideModel(Session, new ConnectionSettings(null, null, null, false, false, 300, 5, PaceLimits.DefaultMaxWait), PageIndex, withVectors: true));
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (string file in InputPath.Resolve(this, [Path], literal: true))
        {
            using RowCatalog? rows = ReviewedFiles.OpenRows(this, file, StopToken);
            if (rows is null)
                continue;
            using ReviewFile review = Configure(() => ReviewedFiles.OpenReview(Session, ReviewPath ?? ReviewFile.PathFor(file), file));
            Show(rows, review);
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing) => _index?.Dispose();

    private void Show(RowCatalog rows, ReviewFile review)
    {
        var (queryGates, conversationGates) = GateSelection.OfOneRow(_index?.Index);
        ReviewSession session = new(rows, review, Reviewer, new RowCheck(queryGates, conversationGates, _index?.Index), new RowInspector(_index?.Index));
        if (session.Strays > 0)
            WriteWarning($"'{review.Path}' has decisions about {session.Strays} rows that '{rows.Path}' does not have; they are kept.");
        try
        {
            using ReviewServer server = ReviewServer.Start(session);
            Announce(server.Address, rows.Path);
            Await(server.Closed);
        }
        catch (HttpListenerException error)
        {
            ThrowTerminatingError(Errors.Create(
                "ServerNotStarted", ErrorCategory.OpenError, rows.Path, $"The page cannot be served: {error.Message}.", "See whether a firewall or policy forbids programs to listen on 127.0.0.1.", error));
        }

        if (PassThru)
        {
            foreach (ReviewDecision decision in session.All())
                WriteObject(decision);
        }
    }

    private void Announce(string address, string file)
    {
        WriteInformation(new HostInformationMessage { Message = PrintableText.Line($"{System.IO.Path.GetFileName(file)} is shown at {address} until the page is closed, or Ctrl-C.") }, ["PSHOST", "SynthGen"]);
        if (!NoBrowser && !Await(Task.Run(() => DefaultProgram.TryOpen(address))))
            WriteWarning($"No browser could be opened. Open the address yourself: {address}");
    }

    // Wrong parameters end the command.
    private T Configure<T>(Func<T> open)
    {
        try
        {
            return open();
        }
        catch (ConfigurationException exception)
        {
            RunPosted();
            ThrowTerminatingError(exception.Error);
            throw;
        }
    }
}
