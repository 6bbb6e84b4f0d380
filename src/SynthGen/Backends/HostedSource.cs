using SynthGen.Commands;
using SynthGen.Generation.Prompts;
using SynthGen.Models;
using SynthGen.Models.Pacing;
using SynthGen.Models.Spending;

namespace SynthGen.Backends;

/// <summary>A model that a service offers.</summary>
internal sealed class HostedSource : ModelSource
{
    private readonly NewSyntheticQueryCommand _command;
    private readonly HostedBackend _backend;
    private readonly ChatModelSettings _settings;

    public HostedSource(NewSyntheticQueryCommand command, HostedBackend backend, bool isSending)
    {
        BackendParameters.Refuse(command, backend.Name, BackendParameters.Local.Contains);
        _command = command;
        _backend = backend;
        _settings = command.Connect(backend, isSending);
    }

    /// <inheritdoc/>
    public override string Name => _backend.Name;

    /// <inheritdoc/>
    public override string Model => _settings.Model;

    /// <inheritdoc/>
    public override string Target => _settings.Endpoint!.ToString();

    /// <inheritdoc/>
    public override int Workers => _command.ThrottleLimit ?? PaceLimits.MostConcurrent;

    /// <inheritdoc/>
    public override Price? Price => _command.FindPrice(_settings.Model);

    /// <inheritdoc/>
    public override IChatModel Create(PromptWriter prompts, int workers) => _command.CreateModel(_settings);
}
