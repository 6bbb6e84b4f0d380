using System.Management.Automation;
using SynthGen.Datasets;
using SynthGen.Datasets.Formats;

namespace SynthGen;

/// <summary>Base of the cmdlets that write datasets in trainers' formats: the format and its options.</summary>
public abstract class FormatCmdlet : ModuleCmdlet
{
    /// <summary>The format of the rows.</summary>
    [Parameter]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(FormatCompleter))]
    public DatasetFormat Format { get; set; } = DatasetFormats.Canonical;

    /// <summary>The system message of every row; an empty one leaves out those that rows have.</summary>
    [Parameter]
    [AllowEmptyString]
    public string? SystemPrompt { get; set; }

    /// <summary>The tools that a row offers to choose from.</summary>
    [Parameter]
    public ToolChoice ToolChoice { get; set; }

    /// <summary>The number of unused tools that a row offers with -ToolChoice Sampled.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int DistractorCount { get; set; } = 3;

    /// <summary>The seed that draws unused tools and the order of tools.</summary>
    [Parameter]
    public int Seed { get; set; }

    /// <summary>Writes id, page, source, evidence, provenance and verdict of each row to a file beside the dataset.</summary>
    [Parameter]
    public SwitchParameter Sidecar { get; set; }

    /// <summary>The options from the parameters. Parameters that do not go together end the command.</summary>
    private protected DatasetOptions Options()
    {
        // Each parameter has its option's name. An empty -SystemPrompt is for rows that have a message of their own.
        string? wrong = Format.UnusedOptions.FirstOrDefault(MyInvocation.BoundParameters.ContainsKey);
        if (!Format.HasSystemMessage && !string.IsNullOrEmpty(SystemPrompt))
            wrong = nameof(SystemPrompt);
        if (wrong is not null)
        {
            ThrowTerminatingError(Errors.Create(
                "ParameterNotForFormat", ErrorCategory.InvalidArgument, wrong, $"-{wrong} means nothing to the format {Format}.", "Leave it out, or choose another -Format."));
        }

        if (MyInvocation.BoundParameters.ContainsKey(nameof(DistractorCount)) && ToolChoice != ToolChoice.Sampled)
        {
            ThrowTerminatingError(Errors.Create(
                "DistractorCountWithoutSampled", ErrorCategory.InvalidArgument, DistractorCount, $"-DistractorCount means nothing with -ToolChoice {ToolChoice}.", "Use -ToolChoice Sampled with it."));
        }

        return new DatasetOptions
        {
            Format = Format,
            SystemPrompt = MyInvocation.BoundParameters.ContainsKey(nameof(SystemPrompt)) ? SystemPrompt ?? "" : null,
            ToolChoice = ToolChoice,
            DistractorCount = DistractorCount,
            Seed = Seed,
            Sidecar = Sidecar,
            Parquet = LibraryLoadContext.Create<IParquetCodec>,
        };
    }
}
