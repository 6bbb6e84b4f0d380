using System.Collections.ObjectModel;
using SynthGen.Documents;
using SynthGen.Rows;
using SynthGen.Text;

namespace SynthGen;

/// <summary>The status of a page after generation.</summary>
public enum OutcomeStatus : long // ConvertTo-Json writes the names of 64-bit enumerations.
{
    /// <summary>The page has rows.</summary>
    Generated,

    /// <summary>The page holds nothing worth asking; this is not a failure.</summary>
    Empty,

    /// <summary>The page has no rows because of an error.</summary>
    Failed,

    /// <summary>The page was not tried, or not finished, before the run ended.</summary>
    Pending,
}

/// <summary>Whose fault a failure is.</summary>
public enum FailureCause : long // ConvertTo-Json writes the names of 64-bit enumerations.
{
    /// <summary>The page's: it was refused or blocked, is too long, or its reply could not be used. Another run would hardly end otherwise.</summary>
    Page,

    /// <summary>Not the page's: the network, the key, a quota, the server, or this machine. The page deserves another try.</summary>
    Service,
}

/// <summary>The outcome of one page; every page that went in has exactly one.</summary>
/// <param name="Page">The page's number.</param>
/// <param name="Source">The name of the document that the page came from.</param>
/// <param name="Status">The status.</param>
public sealed record PageOutcome(int Page, string Source, OutcomeStatus Status)
{
    private readonly int? _ordinal;

    /// <summary>The page's number as printed ("iv"); by default the digits of <see cref="Page"/>.</summary>
    public string Label { get => field ?? PageLabel.Of(Page); init => field = PageLabel.Own(value, Page); }

    /// <summary>The page's place in its document; by default <see cref="Page"/>.</summary>
    public int Ordinal { get => _ordinal ?? Page; init => _ordinal = value == Page ? null : value; }

    /// <summary>The rows; empty unless <see cref="Status"/> is Generated.</summary>
    public IReadOnlyList<SyntheticQuery> Rows { get; init => field = ListSnapshot.Of(value); } = [];

    /// <summary>The reason why there are no rows, or fewer than requested; null if there is none.</summary>
    public string? Reason { get; init; }

    /// <summary>Whose fault it is that the page failed: the service's unless it is known to be the page's; null if it did not fail.</summary>
    public FailureCause? Cause { get => Status == OutcomeStatus.Failed ? field ?? FailureCause.Service : null; init; }

    /// <summary>Rows that were dropped because they could not be used, by reason.</summary>
    public IReadOnlyDictionary<string, int> Dropped { get; init; } = ReadOnlyDictionary<string, int>.Empty;

    /// <summary>The number of requests for the page, including those without a reply.</summary>
    public int Attempts { get; init; } = 1;

    /// <summary>The server's id of the request that got no reply, for support; null if there is none.</summary>
    public string? RequestId { get; init; }

    /// <summary>The model's unusable reply; null if it was usable.</summary>
    public string? RawReply { get; init; }

    /// <summary>The model, as the server names it; null if no model was asked.</summary>
    public string? Model { get; init; }

    /// <summary>Input tokens of the page, including repairs.</summary>
    public int InputTokens { get; init; }

    /// <summary>Output tokens of the page, including repairs.</summary>
    public int OutputTokens { get; init; }

    /// <summary>The cost of the page's tokens, in US dollars; null if not requested or the price is unknown.</summary>
    public decimal? Cost { get; init; }

    /// <summary>Whether the outcome comes from an earlier run's journal.</summary>
    public bool IsResumed { get; init; }

    /// <summary>Creates the outcome of a page with rows.</summary>
    public static PageOutcome Generated(OcrPage page, IReadOnlyList<SyntheticQuery> rows) =>
        Of(page, OutcomeStatus.Generated) with { Rows = rows };

    /// <summary>Creates the outcome of a page without anything to ask.</summary>
    public static PageOutcome Empty(OcrPage page, string reason) =>
        Of(page, OutcomeStatus.Empty) with { Reason = reason };

    /// <summary>Something went wrong with the page.</summary>
    public static PageOutcome Failed(OcrPage page, string reason, FailureCause cause = FailureCause.Service) =>
        Of(page, OutcomeStatus.Failed) with { Reason = reason, Cause = cause };

    /// <summary>Creates the outcome of a page that was not tried or not finished.</summary>
    public static PageOutcome Pending(OcrPage page) =>
        Of(page, OutcomeStatus.Pending) with { Attempts = 0 };

    /// <summary>Page, status and reason.</summary>
    public override string ToString() => PrintableText.Line(
        $"page {Label}{(Source.Length > 0 ? $" of {Source}" : "")}: {Status}{(Reason is null ? "" : $" ({Reason})")}");

    /// <summary>Returns the identity of the page.</summary>
    internal PageKey GetPageKey() => new(Source, Ordinal, Page, Label);

    private static PageOutcome Of(OcrPage page, OutcomeStatus status) =>
        new(page.Number, page.Source, status) { Label = page.Label, Ordinal = page.Ordinal };
}
