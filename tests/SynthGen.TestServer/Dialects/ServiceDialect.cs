namespace SynthGen.TestServer.Dialects;

/// <summary>A server or a model that does not know all of a request, by name.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Unknown">The features that it does not know.</param>
public sealed record ServiceDialect(string Name, params IReadOnlyList<Feature> Unknown)
{
    /// <summary>Whether it names what it does not know by the error's param alone (OpenAI).</summary>
    public bool IsTerse { get; init; }

    /// <summary>Whether it refuses a parameter that the user gave, which takes a warning.</summary>
    public bool IsUsers { get; init; }

    /// <summary>The requests that it takes to learn this in OpenAI's wire format; null where the format cannot show it.</summary>
    public int? OpenAI { get; init; }

    /// <summary>The same in Gemini's.</summary>
    public int? Gemini { get; init; }

    /// <summary>All of them.</summary>
    public static IReadOnlyList<ServiceDialect> All { get; } =
    [
        new("newest schema form unknown", Feature.NewestSchema) { OpenAI = 1, Gemini = 1 },
        new("no schema in any form", Feature.AnySchema) { OpenAI = 1, Gemini = 2 },
        new("too many states", Feature.RichSchema) { OpenAI = 1, Gemini = 1 },
        new("no JSON mode", Feature.JsonMode) { OpenAI = 2, Gemini = 1 },
        new("no system role", Feature.SystemRole) { OpenAI = 1, Gemini = 1 },
        new("Gemma: neither JSON nor system", Feature.JsonMode, Feature.SystemRole) { Gemini = 2 },
        new("store unknown", Feature.Store) { Gemini = 1 },
        new("thinking level unknown", Feature.ThinkingLevel) { Gemini = 1 },
        new("thinking unknown", Feature.Thinking) { OpenAI = 1, Gemini = 1, IsUsers = true },
        new("seed unknown", Feature.Seed) { OpenAI = 1, Gemini = 1, IsUsers = true },
        new("temperature refused", Feature.Temperature) { OpenAI = 1, Gemini = 1, IsUsers = true },
        new("top_p unknown", Feature.TopP) { OpenAI = 1, Gemini = 1, IsUsers = true },
        new("max_tokens unknown", Feature.MaxTokens) { OpenAI = 1 },
        new("maxOutputTokens unknown", Feature.MaxTokens) { Gemini = 1, IsUsers = true },
        new("param alone: response_format", Feature.JsonMode) { OpenAI = 2, IsTerse = true },
        new("param alone: role", Feature.SystemRole) { OpenAI = 1, IsTerse = true },
        new("param alone: max_tokens", Feature.MaxTokens) { OpenAI = 1, IsTerse = true },
        new("param alone: seed", Feature.Seed) { OpenAI = 1, IsTerse = true, IsUsers = true },
        new("param alone: temperature", Feature.Temperature) { OpenAI = 1, IsTerse = true, IsUsers = true },
        new("param alone: top_p", Feature.TopP) { OpenAI = 1, IsTerse = true, IsUsers = true },
        new("param alone: reasoning_effort", Feature.Thinking) { OpenAI = 1, IsTerse = true, IsUsers = true },
    ];

    /// <summary>The requests that it takes to learn this in a backend's wire format; null where the format cannot show it.</summary>
    public int? LostAt(string backend) => backend == "OpenAI" ? OpenAI : Gemini;

    /// <inheritdoc/>
    public override string ToString() => Name;
}
