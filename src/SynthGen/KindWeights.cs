using System.Collections;
using System.Management.Automation;

namespace SynthGen;

/// <summary>The weights of the kinds of conversations.</summary>
/// <param name="weights">The weights, 0 or more, by kind.</param>
public sealed class KindWeights(IReadOnlyDictionary<ConversationKind, double> weights)
{
    /// <summary>All kinds alike.</summary>
    public static KindWeights All { get; } = new(Enum.GetValues<ConversationKind>().ToDictionary(kind => kind, _ => 1.0));

    /// <summary>The weights by kind.</summary>
    public IReadOnlyDictionary<ConversationKind, double> Weights { get; } = weights;

    /// <summary>The kinds and their weights.</summary>
    public override string ToString() => string.Join(", ", Weights.Select(pair => FormattableString.Invariant($"{pair.Key}={pair.Value}")));
}

/// <summary>Accepts kinds of conversations as names, or as a dictionary of names and weights.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class KindTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        Dictionary<ConversationKind, double> weights = [];
        switch (Bare(inputData))
        {
            case KindWeights given:
                return given;
            case IDictionary map:
                foreach (DictionaryEntry entry in map)
                    Add(entry.Key, entry.Value);
                break;
            case string or ConversationKind:
                Add(inputData, 1.0);
                break;
            case IEnumerable names:
                foreach (object? name in names)
                    Add(name, 1.0);
                break;
            default:
                throw Invalid(inputData);
        }

        return weights.Values.Any(weight => weight > 0)
            ? new KindWeights(weights)
            : throw new ArgumentTransformationMetadataException("No kind has a weight above 0. Give names, as in Lookup, Recover, or weights, as in @{ Lookup = 4; Recover = 2 }.");

        void Add(object? name, object? weight)
        {
            if (Bare(name) is not { } bare || !Enum.TryParse($"{bare}", ignoreCase: true, out ConversationKind kind) || !Enum.IsDefined(kind) || double.TryParse($"{bare}", out _))
                throw Invalid(name);
            if (Bare(weight) is bool || !LanguagePrimitives.TryConvertTo(weight, out double number) || !double.IsFinite(number) || number < 0)
                throw new ArgumentTransformationMetadataException($"'{weight}' is not a weight of {kind}. A weight is a number, 0 or more.");
            weights[kind] = number;
        }
    }

    private static object? Bare(object? value) => value is PSObject wrapper ? wrapper.BaseObject : value;

    private static ArgumentTransformationMetadataException Invalid(object? name) =>
        new($"'{name}' is not a kind of conversation. The kinds are: {string.Join(", ", Enum.GetNames<ConversationKind>())}.");
}

/// <summary>Completes the kinds of conversations, also as the keys of a dictionary of weights.</summary>
public sealed class ConversationKindCompleter() : DescribedNameCompleter(
[
    ("Lookup", "One call, its result, and an answer that cites page and passage."),
    ("Parallel", "Several independent calls in one turn."),
    ("Sequence", "A later call uses a value that stands in an earlier result alone."),
    ("Compare", "Two things on different pages, answered side by side."),
    ("Recover", "The first call misses; the other tool hits."),
    ("FollowUp", "A second turn of the user refers back."),
    ("Clarify", "The query fits several things; the assistant asks back."),
    ("NoTool", "Thanks, small talk, arithmetic: no call."),
    ("Unanswerable", "Searched with both tools, not there, and said so."),
    ("MissingTool", "The tool that it needs is not offered."),
]);
