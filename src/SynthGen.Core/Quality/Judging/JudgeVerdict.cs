using SynthGen.Documents;

namespace SynthGen.Quality.Judging;

/// <summary>A judge's answers about one row, with their requests and tokens; the record of the journal.</summary>
/// <param name="Page">The row's first page; 0 for a conversation that needs none.</param>
/// <param name="Source">The name of the document that the page came from.</param>
public sealed record JudgeVerdict(int Page, string Source)
{
    private readonly int? _ordinal;

    /// <summary>The page's number as printed; by default the digits of <see cref="Page"/>.</summary>
    public string Label { get => field ?? PageLabel.Of(Page); init => field = PageLabel.Own(value, Page); }

    /// <summary>The page's place in its document; by default <see cref="Page"/>.</summary>
    public int Ordinal { get => _ordinal ?? Page; init => _ordinal = value == Page ? null : value; }

    /// <summary>The row with the judge's results alone as its verdict; null if an answer is missing or unusable.</summary>
    public DatasetRow? Row { get; init; }

    /// <summary>The reason why an answer is missing or unusable; null if both are there.</summary>
    public string? Problem { get; init; }

    /// <summary>Whose fault the problem is: the row's if its answer was refused or cannot be used; null without a problem.</summary>
    public FailureCause? Cause { get; init; }

    /// <summary>The unusable reply; null if there is none.</summary>
    public string? RawReply { get; init; }

    /// <summary>The number of requests sent, including those without a reply.</summary>
    public int Attempts { get; init; }

    /// <summary>The model, as the server names it; null without a reply.</summary>
    public string? Model { get; init; }

    /// <summary>Input tokens of both questions.</summary>
    public int InputTokens { get; init; }

    /// <summary>Output tokens of both answers.</summary>
    public int OutputTokens { get; init; }
}
