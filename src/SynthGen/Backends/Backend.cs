namespace SynthGen.Backends;

/// <summary>Makes rows from pages. Each backend is one file and one line in <see cref="BackendRegistry"/>.</summary>
internal abstract class Backend
{
    private static readonly Type[] Groups =
        [typeof(ConnectionSettings), typeof(ModelNameSettings), typeof(HostedSettings), typeof(SamplingSettings), typeof(PromptSettings), typeof(LocalSettings)];

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
        ParameterCheck.Refuse(
            settings.Session, ParameterCheck.NamesOf(Groups.Except(Reads)), names => $"The {Name} backend has no use for {names}.",
            "Leave it out, or name the backend that it is meant for.");
        return Open(settings, isSending);
    }

    /// <summary>Prepares to generate from settings whose every parameter has a use.</summary>
    /// <exception cref="ConfigurationException">The settings are invalid.</exception>
    protected abstract GenerationPlan Open(GenerationSettings settings, bool isSending);
}
