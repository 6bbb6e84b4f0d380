using System.Management.Automation;
using SynthGen.Files;
using SynthGen.Models.Hub;

namespace SynthGen.Commands;

/// <summary>Downloads a model for the Mistral and Llama backends from the Hugging Face Hub.</summary>
[Cmdlet(VerbsData.Save, "LlamaModel", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(SavedModel))]
public sealed class SaveLlamaModelCommand : AsyncCmdlet
{
    private ModelHub? _hub;

    /// <summary>The models, as owner/name or owner/name:quantization.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("Model")]
    [ArgumentCompleter(typeof(KnownModelCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = [];

    /// <summary>A folder for the files; without it, they go to the cache that Hugging Face libraries share.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Path { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        string? folder = Path is null ? null : OutputPath.ResolveFolder(this, Path, [], FilePlacement.Replace, force: false);
        HubSettings settings = HubSettings.FromEnvironment();
        try
        {
            _hub = new ModelHub(settings, folder);
        }
        catch (HubException error)
        {
            ThrowTerminatingError(HubErrors.Create(error, settings.Endpoint, null));
        }

        _hub!.Waiting += file => Post(() => WriteWarning($"'{file}' is being downloaded by another command; waiting for it to end."));
        _hub.Retrying += (attempt, wait, error) => Post(() => WriteVerbose($"Attempt {attempt + 1} in {wait.TotalSeconds:0.#} s: {error.Message}"));
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (string text in Name)
        {
            try
            {
                if (HubModelName.TryParse(text) is { } name)
                    Save(name);
                else
                    WriteError(HubErrors.BadName(text));
            }
            catch (HubException error)
            {
                WriteError(HubErrors.Create(error, HubSettings.FromEnvironment().Endpoint, text));
            }
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing) => _hub?.Dispose();

    private void Save(HubModelName name)
    {
        HubModel model = Await(Task.Run(() => _hub!.FindAsync(name, StopToken)));
        bool isHere = Await(_hub!.HasAsync(model, StopToken));
        string what = $"{model.Repository}, {model.Quantization ?? model.Files[0].Path}: {DataSize.Text(model.Size)}, licence {model.License ?? "not named"}";
        string path = _hub.PathOf(model);
        if (isHere)
            WriteVerbose($"'{path}' is here already.");
        else if (!ShouldProcess($"Download {what}, to '{path}'.", $"Download {what}, to '{path}'?", "Download a model"))
            return;

        DownloadProgressBar bar = new(this, model, TimeProvider.System);
        try
        {
            WriteObject(Await(Task.Run(() => _hub.SaveAsync(model, progress => bar.Report(progress, Post), StopToken))));
        }
        finally
        {
            bar.Complete();
        }
    }
}
