using System.Management.Automation;

namespace SynthGen.Backends;

/// <summary>Makes rows from pages. Each backend is one file and one line in <see cref="BackendRegistry"/>.</summary>
internal abstract class Backend
{
    private static readonly Type[] Groups =
        [typeof(ConnectionSettings), typeof(VertexAISettings), typeof(ModelNameSettings), typeof(HostedSettings), typeof(BatchSettings), typeof(SamplingSettings), typeof(PromptSettings), typeof(LocalSettings)];

    /// <summary>The name for -Backend, provenance and journal.</summary>
    public abstract string Name { get; }

    /// <summary>The groups of parameters that the backend reads; it refuses the others.</summary>
    protected abstract IReadOnlyList<Type> Reads { get; }

    /// <summary>Checks the settings and prepares to generate; nothing is sent or loaded yet.</summary>
    /// <param name="settings">The command's parameters.</param>
    /// <param name="isSending">Whether pages will be sent; false if they are only counted, which takes no key.</param>
    /// <exception cref="ConfigurationException">The settings are invalid.</exception>
    public GenerationPlan Prepare(GenerationSettings settings, bool isSending)
    {
        RefuseUnread(settings.Session);
        return Open(settings, isSending);
    }

    /// <summary>Checks the settings and prepares the backend's model itself, to measure it; nothing is sent or loaded yet.</summary>
    /// <param name="settings">The command's parameters.</param>
    /// <param name="local">The parameters of a model in this process.</param>
    /// <exception cref="ConfigurationException">The settings are invalid, or the backend has no model.</exception>
    public BackendModel PrepareModel(ModelSettings settings, LocalSettings local)
    {
        RefuseUnread(settings.Session);
        return OpenModel(settings, local);
    }

    /// <summary>Refuses the parameters that it does not read.</summary>
    /// <exception cref="ConfigurationException">One was given.</exception>
    protected void RefuseUnread(CommandSession session, params IEnumerable<string> more) => ParameterCheck.Refuse(
        session, ParameterCheck.NamesOf(Groups.Except(Reads)).Concat(more), names => $"The {Name} backend has no use for {names}.",
        "Leave it out, or name the backend that it is meant for.");

    /// <summary>Prepares to generate by settings that hold nothing without use.</summary>
    /// <exception cref="ConfigurationException">The settings do not do.</exception>
    protected abstract GenerationPlan Open(GenerationSettings settings, bool isSending);

    /// <summary>Prepares the model by settings that hold nothing without use.</summary>
    /// <exception cref="ConfigurationException">The settings do not do.</exception>
    protected virtual BackendModel OpenModel(ModelSettings settings, LocalSettings local) => throw new ConfigurationException(Errors.Create(
        "NoModel", ErrorCategory.InvalidArgument, Name, $"The {Name} backend has no model to measure.",
        $"Use one of: {string.Join(", ", BackendRegistry.Models.Select(backend => backend.Name))}."));
}
