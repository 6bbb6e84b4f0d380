using SynthGen.Models.Hub;
using SynthGen.Quality;
using SynthGen.TestServer.Hub;

namespace SynthGen.Core.Tests.Models.Hub;

/// <summary>Transfers that break, and content that differs from the Hub's hash.</summary>
public sealed class TransferTests
{
    [Theory]
    [InlineData(HubBehavior.CutBody)]
    [InlineData(HubBehavior.ShortBody)]
    public async Task A_transfer_that_breaks_goes_on_from_its_last_byte(HubBehavior breaking)
    {
        await using HubKit kit = await HubKit.StartAsync();
        kit.Server.Then(breaking, HubBehavior.Unavailable, HubBehavior.Expired, breaking);
        await kit.SaveAsync();
        Assert.Equal(kit.Content, File.ReadAllBytes(kit.Blob));
        IReadOnlyList<HubRequest> requests = kit.Server.ContentRequests;
        Assert.Equal(5, requests.Count);
        Assert.Equal((null, null), (requests[0].Range, requests[0].IfRange));
        Assert.All(requests.Skip(1), request => Assert.Equal("\"first\"", request.IfRange));
        long[] starts = [.. requests.Skip(1).Select(Start)];
        Assert.Equal(starts.Order(), starts);
        Assert.True(starts[0] > 0 && starts[^1] > starts[0]);
        // After progress, failures are counted from one again.
        Assert.Equal([1, 2, 4, 1], kit.Time.Waits.Select(wait => wait.TotalSeconds));
        Assert.False(File.Exists($"{kit.Part}.etag"));
    }

    [Fact]
    public async Task The_next_command_goes_on_where_the_one_before_was_broken_off()
    {
        await using HubKit kit = await HubKit.StartAsync();
        kit.Server.Then(HubBehavior.CutBody);
        kit.Server.Always = HubBehavior.Unavailable;
        HubException error = await kit.FailAsync(HubError.Broken);
        long came = new FileInfo(kit.Part).Length;
        Assert.Contains("6 times in a row", error.Message);
        Assert.Equal([1, 2, 4, 8, 16], kit.Time.Waits.Select(wait => wait.TotalSeconds));
        kit.Server.Always = HubBehavior.None;
        await kit.SaveAsync();
        Assert.Equal(($"bytes={came}-", "\"first\""), (kit.Server.ContentRequests[^1].Range, kit.Server.ContentRequests[^1].IfRange));
        Assert.Equal(kit.Content, File.ReadAllBytes(kit.Blob));
    }

    [Fact]
    public async Task A_content_with_another_entity_tag_starts_again()
    {
        await using HubKit kit = await HubKit.StartAsync();
        Directory.CreateDirectory(Path.GetDirectoryName(kit.Part)!);
        File.WriteAllBytes(kit.Part, new byte[1_000_000]);
        File.WriteAllText($"{kit.Part}.etag", "\"earlier\"");
        await kit.SaveAsync();
        HubRequest request = Assert.Single(kit.Server.ContentRequests);
        Assert.Equal(("bytes=1000000-", "\"earlier\""), (request.Range, request.IfRange));
        Assert.Equal(kit.Content, File.ReadAllBytes(kit.Blob));
    }

    [Theory]
    [InlineData(HubBehavior.IgnoreRange, 2)]
    [InlineData(HubBehavior.RangeNotSatisfiable, 3)]
    public async Task A_server_that_does_not_give_the_rest_is_asked_for_the_whole(HubBehavior behavior, int requests)
    {
        await using HubKit kit = await HubKit.StartAsync();
        kit.Server.Then(HubBehavior.CutBody, behavior);
        await kit.SaveAsync();
        Assert.Equal(requests, kit.Server.ContentRequests.Count);
        Assert.Equal(kit.Content, File.ReadAllBytes(kit.Blob));
    }

    [Fact]
    public async Task A_server_that_always_begins_anew_and_breaks_is_given_up()
    {
        await using HubKit kit = await HubKit.StartAsync();
        kit.Server.Always = HubBehavior.CutWhole;
        await kit.FailAsync(HubError.Broken);
        Assert.Equal(6, kit.Server.ContentRequests.Count);
    }

    [Fact]
    public async Task A_busy_server_is_given_the_time_that_it_asks_for()
    {
        await using HubKit kit = await HubKit.StartAsync();
        kit.Server.Then(HubBehavior.RateLimited);
        await kit.SaveAsync();
        Assert.Equal([TimeSpan.FromSeconds(7)], kit.Time.Waits);
        kit.Server.Always = HubBehavior.RateLimited;
        await kit.FailAsync(HubError.RateLimited, folder: Path.Combine(kit.Folder, "other"));
    }

    [Theory]
    [InlineData(HubBehavior.WrongContent)]
    [InlineData(HubBehavior.LongBody)]
    public async Task Content_that_is_not_what_the_Hub_names_is_deleted(HubBehavior behavior)
    {
        await using HubKit kit = await HubKit.StartAsync();
        kit.Server.Then(behavior);
        await kit.FailAsync(HubError.BadChecksum);
        Assert.Empty(Directory.GetFiles(Path.GetDirectoryName(kit.Part)!));
        Assert.False(Directory.Exists(kit.Snapshot));
        await kit.SaveAsync();
        Assert.Null(kit.Server.ContentRequests[^1].Range);
    }

    [Fact]
    public async Task A_part_that_was_complete_is_verified_without_a_request()
    {
        await using HubKit kit = await HubKit.StartAsync();
        Directory.CreateDirectory(Path.GetDirectoryName(kit.Part)!);
        File.WriteAllBytes(kit.Part, kit.Content);
        await kit.SaveAsync();
        Assert.Empty(kit.Server.ContentRequests);
        Assert.Equal(kit.Content, File.ReadAllBytes(kit.Blob));
    }

    [Fact]
    public async Task A_cancelled_transfer_keeps_what_came_and_gives_the_lock_back()
    {
        await using HubKit kit = await HubKit.StartAsync();
        kit.Server.Then(HubBehavior.Hang);
        ModelHub client = kit.Client();
        HubModel model = await client.FindAsync(HubModelName.TryParse(HubKit.Repository)!, default);
        using CancellationTokenSource stop = new();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.SaveAsync(model, progress =>
        {
            if (progress.Done >= kit.Content.Length / 2)
                stop.Cancel();
        }, stop.Token).WaitAsync(TimeSpan.FromMinutes(1)));
        Assert.Equal(kit.Content.Length / 2, new FileInfo(kit.Part).Length);
        await kit.SaveAsync();
        Assert.Equal($"bytes={kit.Content.Length / 2}-", kit.Server.ContentRequests[^1].Range);
    }

    [Fact]
    public async Task Progress_counts_what_was_here_before_and_ends_with_the_whole()
    {
        await using HubKit kit = await HubKit.StartAsync();
        Directory.CreateDirectory(Path.GetDirectoryName(kit.Part)!);
        File.WriteAllBytes(kit.Part, kit.Content[..2_000_000]);
        ModelHub client = kit.Client();
        HubModel model = await client.FindAsync(HubModelName.TryParse(HubKit.Repository)!, default);
        List<DownloadProgress> reports = [];
        await client.SaveAsync(model, reports.Add, default).WaitAsync(TimeSpan.FromMinutes(1));
        DownloadProgress[] transfer = [.. reports.Where(report => !report.IsVerifying)], verifying = [.. reports.Where(report => report.IsVerifying)];
        Assert.True(transfer[0].Done > 2_000_000);
        Assert.Equal((3_000_000L, 3_000_000L), (transfer[^1].Done, transfer[^1].Total));
        Assert.Equal((3_000_000L, 3_000_000L), (verifying[^1].Done, verifying[^1].Total));
    }

    private static long Start(HubRequest request) => long.Parse(request.Range!["bytes=".Length..].TrimEnd('-'));
}
