using System.Management.Automation;
using System.Text;
using SynthGen.Documents;

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

    private DocumentSplitOptions _options = new();
    private SourceNames? _names;
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

    /// <summary>The kind of page marker.</summary>
    [Parameter]
    public PageMarkerKind Marker { get; set; } = PageMarkerKind.EqualSigns;

    /// <summary>A regular expression for the line that marks a page, with a group "page".</summary>
    [Parameter]
    public string? MarkerPattern { get; set; }

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

    /// <inheritdoc/>
    public void Dispose() => _text?.Dispose();

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        _options = new DocumentSplitOptions
        {
            Marker = SplitArguments.ReadMarker(this, Marker, MarkerPattern),
            Pages = SplitArguments.ReadPages(this, Page),
            SkipPreamble = SkipPreamble,
            RemoveRunningHead = RemoveRunningHead,
            JoinHyphen = JoinHyphen,
            CollapseSpace = CollapseSpace,
        };
        _names = new SourceNames(SessionState.Path.CurrentFileSystemLocation.ProviderPath);
        if (Path.Length == 0 && LiteralPath.Length == 0)
            _text = new PipelineText(this, _names, Encoding, _options);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        // Called for each line of a document; reading the parameter set's name here would be slow.
        if (_text is not null)
        {
            _text.Take(InputObject);
            return;
        }

        bool isLiteral = LiteralPath.Length > 0;
        string[] files = [.. InputPath.Resolve(this, isLiteral ? LiteralPath : Path, isLiteral)];
        _names!.Add(files);
        foreach (string file in files)
            FileText.Write(this, _names, file, Encoding, _options);
    }

    /// <inheritdoc/>
    protected override void EndProcessing() => _text?.Complete();
}
