using System.Management.Automation;
using System.Text;
using SynthGen.Conversion;
using SynthGen.Documents;
using SynthGen.Documents.Sources;

namespace SynthGen.Commands;

/// <summary>
/// <para type="synopsis">Splits OCR'd documents into pages.</para>
/// </summary>
[Cmdlet(VerbsCommon.Split, "OcrDocument", DefaultParameterSetName = FromPipeline)]
[OutputType(typeof(OcrPage))]
public sealed class SplitOcrDocumentCommand : ModuleCmdlet, IDisposable
{
    private const string FromPipeline = "Pipeline";
    private const string FromPath = "Path";
    private const string FromLiteralPath = "LiteralPath";

    private DocumentInput _input = null!;
    private DocumentFiles _files = null!;
    private PageFiles? _pages;
    private PipelineText? _text;

    /// <summary>The document's lines or whole text, as Get-Content gives them; or files, as Get-ChildItem does.</summary>
    [Parameter(ParameterSetName = FromPipeline, ValueFromPipeline = true)]
    [AllowNull, AllowEmptyString, AllowEmptyCollection]
    public object? InputObject { get; set; }

    /// <summary>Files to split; wildcards are allowed.</summary>
    [Parameter(ParameterSetName = FromPath, Mandatory = true, Position = 0)]
    [SupportsWildcards]
    public string[] Path { get; set; } = [];

    /// <summary>Files to split; wildcard characters are part of the name.</summary>
    [Parameter(ParameterSetName = FromLiteralPath, Mandatory = true)]
    [Alias("PSPath", "LP")]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>The format of the documents; by default their content decides.</summary>
    [Parameter]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(InputFormatCompleter))]
    public InputFormat InputFormat { get; set; } = InputFormat.Auto;

    /// <summary>The kind of page marker.</summary>
    [Parameter]
    public PageMarkerKind Marker { get; set; } = PageMarkerKind.Auto;

    /// <summary>A regular expression for the line that marks a page; its group "page" is the number.</summary>
    [Parameter]
    public string? MarkerPattern { get; set; }

    /// <summary>Whether a mark begins its page or ends it. Without it the kind and the document say it.</summary>
    [Parameter]
    public PageMarkerPosition? MarkerAt { get; set; }

    /// <summary>The number of the first page, where marks have no numbers.</summary>
    [Parameter]
    [ValidateRange(1, 999_999_999)]
    public int FirstPage { get; set; } = 1;

    /// <summary>The pages to return: 7, 5..20, 30.., iv.</summary>
    [Parameter]
    public string[]? Page { get; set; }

    /// <summary>The files' encoding. Without it a byte order mark decides, otherwise UTF-8. Lines from the pipeline are decoded already.</summary>
    [Parameter]
    [EncodingTransformation, ArgumentCompleter(typeof(EncodingCompleter))]
    public Encoding? Encoding { get; set; }

    /// <summary>Drops the text before the first marker, which is otherwise page 0.</summary>
    [Parameter]
    public SwitchParameter SkipPreamble { get; set; }

    /// <summary>Removes running heads, running feet and page numbers, misread ones too.</summary>
    [Parameter]
    public SwitchParameter RemoveRunningHead { get; set; }

    /// <summary>Joins words that are broken at line ends.</summary>
    [Parameter]
    public SwitchParameter JoinHyphen { get; set; }

    /// <summary>Replaces each run of blanks within a line by one space.</summary>
    [Parameter]
    public SwitchParameter CollapseSpace { get; set; }

    /// <summary>Takes each file as one page, and the files of a folder as one document, in the order of their names.</summary>
    [Parameter]
    public SwitchParameter OnePageEach { get; set; }

    /// <inheritdoc/>
    public void Dispose()
    {
        _text?.Dispose();
        _files?.Dispose();
    }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        DocumentSplitOptions options = new()
        {
            Marker = SplitArguments.ReadMarker(this, Marker, MarkerPattern),
            MarkerAt = MarkerAt,
            FirstPage = FirstPage,
            Pages = SplitArguments.ReadPages(this, Page),
            SkipPreamble = SkipPreamble,
            RemoveRunningHead = RemoveRunningHead,
            JoinHyphen = JoinHyphen,
            CollapseSpace = CollapseSpace,
        };
        _input = new DocumentInput(InputFormat, Encoding, options, new SourceNames(SessionState.Path.CurrentFileSystemLocation.ProviderPath));
        _files = new DocumentFiles(this, _input);
        _pages = OnePageEach ? new PageFiles(this, _input) : null;
        if (Path.Length == 0 && LiteralPath.Length == 0)
            _text = new PipelineText(this, _input, TakeFile, _files.Complete);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        // Called for each line of a document; reading the parameter set's name here would be slow.
        if (_text is not null)
        {
            if (_pages is not null && RecordReader.Bare(InputObject) is string)
                RefuseText();
            _text.Take(InputObject);
            return;
        }

        bool isLiteral = LiteralPath.Length > 0;
        string[] files = [.. InputPath.Resolve(this, isLiteral ? LiteralPath : Path, isLiteral, folders: true)];
        if (_pages is null)
            _input.Names.Add(files);
        Array.ForEach(files, TakeFile);
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        _text?.Complete();
        _files.Complete();
        _pages?.Complete();
    }

    private void RefuseText() => ThrowTerminatingError(Errors.Create(
        "OnePageEachWithoutFiles", ErrorCategory.InvalidArgument, InputObject, "-OnePageEach takes files, and text came from the pipeline.",
        "Name the files or their folder by -Path, or pass what Get-ChildItem gives."));

    private void TakeFile(string path)
    {
        if (_pages is null)
            _files.Take(path);
        else
            _pages.Take(path);
    }
}
