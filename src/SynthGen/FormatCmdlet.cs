using System.Management.Automation;
using SynthGen.Datasets;

namespace SynthGen;

/// <summary>Base of the cmdlets that write datasets in trainers' formats: which one, and what its rows are to hold.</summary>
public abstract class FormatCmdlet : PSCmdlet
{
    // What a format has no place for, or no use.
    private static readonly Dictionary<DatasetFormat, string[]> NotFor = new()
    {
        [DatasetFormat.Canonical] = [nameof(SystemPrompt), nameof(ToolChoice), nameof(DistractorCount), nameof(Seed), nameof(Sidecar)],
        [DatasetFormat.Xlam] = [nameof(SystemPrompt)],
        [DatasetFormat.Alpaca] = [nameof(ToolChoice), nameof(DistractorCount), nameof(Seed)],
    };

    /// <summary>The format of the rows.</summary>
    [Parameter]
    public DatasetFormat Format { get; set; }

    /// <summary>The system message of every row; an empty one leaves out those that rows have.</summary>
    [Parameter]
    [AllowEmptyString]
    public string? SystemPrompt { get; set; }

    /// <summary>Which tools a row offers to choose from.</summary>
    [Parameter]
    public ToolChoice ToolChoice { get; set; }

    /// <summary>How many unused tools a row offers with -ToolChoice Sampled.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int DistractorCount { get; set; } = 3;

    /// <summary>What unused tools and the order of tools are drawn with.</summary>
    [Parameter]
    public int Seed { get; set; }

    /// <summary>Writes id, page, source, evidence, provenance and verdict of each row to a file beside the dataset.</summary>
    [Parameter]
    public SwitchParameter Sidecar { get; set; }

    /// <summary>What the parameters ask for; parameters that do not go together end the command.</summary>
    private protected DatasetOptions Options()
    {
        bool clears = SystemPrompt is { Length: 0 };
        string? wrong = NotFor.GetValueOrDefault(Format)?.FirstOrDefault(name => MyInvocation.BoundParameters.ContainsKey(name) && !(clears && name == nameof(SystemPrompt) && Format == DatasetFormat.Xlam));
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
