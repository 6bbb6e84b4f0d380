using SynthGen.Core.Tests.Files;
using SynthGen.Files;
using SynthGen.Models.Hub;
using SynthGen.TestServer.Hub;

namespace SynthGen.Core.Tests.Models.Hub;

/// <summary>Finding and keeping models, against a server that speaks the Hub's API.</summary>
public sealed class ModelHubTests
{
    [Fact]
    public async Task A_model_goes_to_the_cache_as_every_Hugging_Face_library_has_it()
    {
        await using HubKit kit = await HubKit.StartAsync(otherFiles: ["README.md", "Tiny-Q8_0.gguf"]);
        SavedModel saved = await kit.SaveAsync();
        Assert.Equal(
            new SavedModel(HubKit.Repository, HubKit.Repository, HubKit.File, Path.Combine(kit.Snapshot, HubKit.File), kit.Content.Length, "Q4_K_M", "apache-2.0", kit.Sha256), saved);
        Assert.Equal(kit.Content, File.ReadAllBytes(saved.Path));
        Assert.Equal(kit.Content, File.ReadAllBytes(kit.Blob));
        Assert.Equal(Path.GetFileName(kit.Snapshot), File.ReadAllText(Path.Combine(kit.Cache, "models--test--Tiny-GGUF", "refs", "main")));
        Assert.Equal([kit.Sha256], Directory.GetFiles(Path.GetDirectoryName(kit.Blob)!).Select(Path.GetFileName));
        if (!OperatingSystem.IsWindows())
            Assert.Equal($"../../blobs/{kit.Sha256}", new FileInfo(saved.Path).LinkTarget);
        Assert.Equal(saved.Path, HubCache.Find(kit.Cache, HubModelName.TryParse("TEST/tiny-gguf")!));
        Assert.Equal(["test/Tiny-GGUF:Q4_K_M"], HubCache.List(kit.Cache));
    }

    [Fact]
    public async Task A_model_that_is_here_is_not_downloaded_again()
    {
        await using HubKit kit = await HubKit.StartAsync();
        SavedModel first = await kit.SaveAsync();
        Assert.Equal(first, await kit.SaveAsync());
        Assert.Single(kit.Server.ContentRequests);
        File.Delete(first.Path); // The content that it links to stays.
        Assert.Equal(first, await kit.SaveAsync());
        Assert.Single(kit.Server.ContentRequests);
    }

    [Fact]
    public async Task A_folder_of_the_users_gets_plain_files_and_keeps_those_it_has()
    {
        await using HubKit kit = await HubKit.StartAsync();
        string folder = Path.Combine(kit.Folder, "models");
        SavedModel saved = await kit.SaveAsync(folder: folder);
        Assert.Equal([saved.Path], Directory.GetFileSystemEntries(folder));
        Assert.Equal(kit.Content, File.ReadAllBytes(saved.Path));
        await kit.SaveAsync(folder: folder);
        Assert.Single(kit.Server.ContentRequests);
        File.WriteAllText(saved.Path, "mine");
        await kit.FailAsync(HubError.FileExists, folder: folder);
        Assert.Equal("mine", File.ReadAllText(saved.Path));
        Assert.False(Directory.Exists(kit.Cache));
    }

    [Fact]
    public async Task A_pipe_in_the_place_of_a_model_is_refused_and_nobody_waits_for_it()
    {
        await using HubKit kit = await HubKit.StartAsync();
        string folder = Path.Combine(kit.Folder, "models");
        SavedModel saved = await kit.SaveAsync(folder: folder);
        File.Delete(saved.Path);
        SpecialFile.Create(FileKind.Pipe, saved.Path);
        await kit.FailAsync(HubError.FileExists, folder: folder).WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
        Assert.Equal(FileKind.Pipe, OutputFile.KindOf(saved.Path));
    }

    [Fact]
    public async Task A_split_model_is_saved_with_all_its_parts_and_named_by_the_first()
    {
        await using HubKit kit = await HubKit.StartAsync(otherFiles: ["Q8_0/Tiny-Q8_0-00001-of-00003.gguf", "Q8_0/Tiny-Q8_0-00002-of-00003.gguf", "Q8_0/Tiny-Q8_0-00003-of-00003.gguf", "mmproj-Q8_0.gguf"]);
        kit.Server.Put(new HubRepository(HubKit.Repository)
        {
            Files = Enumerable.Range(1, 3).ToDictionary(part => $"Q8_0/Tiny-Q8_0-0000{part}-of-00003.gguf", part => HubRepository.Content(1000 * part, part)),
        });
        SavedModel saved = await kit.SaveAsync($"{HubKit.Repository}:q8_0");
        Assert.Equal((Path.Combine(kit.Snapshot, "Q8_0", "Tiny-Q8_0-00001-of-00003.gguf"), 6000L), (saved.Path, saved.Size));
        Assert.Equal([1000L, 2000L, 3000L], Directory.GetFiles(Path.GetDirectoryName(saved.Path)!).Order().Select(path => (long)File.ReadAllBytes(path).Length));
        Assert.Equal(saved.Path, HubCache.Find(kit.Cache, HubModelName.TryParse($"{HubKit.Repository}:Q8_0")!));
        File.Delete(saved.Path);
        Assert.Null(HubCache.Find(kit.Cache, HubModelName.TryParse(HubKit.Repository)!));
    }

    [Fact]
    public async Task Where_links_cannot_be_made_the_file_itself_is_in_the_snapshot()
    {
        await using HubKit kit = await HubKit.StartAsync();
        HubMachine machine = new() { Link = (_, _) => throw new UnauthorizedAccessException() };
        SavedModel saved = await kit.SaveAsync(machine: machine);
        Assert.Equal(kit.Content, File.ReadAllBytes(saved.Path));
        Assert.Null(new FileInfo(saved.Path).LinkTarget);
        Assert.Empty(Directory.GetFiles(Path.GetDirectoryName(kit.Blob)!));
        await kit.SaveAsync(machine: machine);
        Assert.Single(kit.Server.ContentRequests);
    }

    [Fact]
    public async Task The_token_goes_to_the_Hubs_host_alone_and_along_its_own_redirects()
    {
        await using HubKit kit = await HubKit.StartAsync();
        kit.Server.Put(new HubRepository(HubKit.Repository) { IsGated = true, Files = new Dictionary<string, byte[]> { [HubKit.File] = kit.Content } });
        kit.Server.Rename("former/Tiny-GGUF", HubKit.Repository);
        kit.Server.Token = HubKit.Token;
        kit.Environment["HF_TOKEN"] = HubKit.Token;
        await kit.SaveAsync("former/Tiny-GGUF");
        Assert.All(kit.Server.Requests, request => Assert.Equal(request.IsContent ? null : $"Bearer {HubKit.Token}", request.Authorization));
        Assert.Single(kit.Server.ContentRequests);
        Assert.DoesNotContain(kit.Server.Requests, request => request.Path.Contains(HubKit.Token, StringComparison.Ordinal));
        Assert.DoesNotContain(Directory.GetFiles(kit.Folder, "*", SearchOption.AllDirectories), path => path != kit.Blob && File.ReadAllText(path).Contains(HubKit.Token, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_the_Hub_does_not_give_says_why()
    {
        await using HubKit kit = await HubKit.StartAsync(otherFiles: "Tiny-Q8_0.gguf");
        Assert.Contains("private", (await kit.FailAsync(HubError.NotFound, "test/None")).Message);
        Assert.Contains("Q4_K_M, Q8_0", (await kit.FailAsync(HubError.NoQuantization, $"{HubKit.Repository}:Q6_K")).Message);
        kit.Server.Put(new HubRepository("test/Gated-GGUF") { IsGated = true, Files = new Dictionary<string, byte[]> { [HubKit.File] = kit.Content } });
        await kit.FailAsync(HubError.Gated, "test/Gated-GGUF");
        kit.Server.Put(new HubRepository("test/Original") { Files = new Dictionary<string, byte[]> { ["model.safetensors"] = [1] } });
        await kit.FailAsync(HubError.NoGguf, "test/Original");
        kit.Environment["HF_TOKEN"] = HubKit.Token;
        await kit.FailAsync(HubError.TokenRefused);
        kit.Server.Token = HubKit.Token;
        Assert.Contains("token does not open it", (await kit.FailAsync(HubError.NotFound, "test/None")).Message);
        kit.Server.ListStatus = 403;
        await kit.FailAsync(HubError.Gated);
        kit.Server.ListStatus = 429;
        await kit.FailAsync(HubError.RateLimited);
        kit.Server.ListStatus = 502;
        await kit.FailAsync(HubError.ServerError);
        await kit.Server.DisposeAsync();
        await kit.FailAsync(HubError.Offline);
    }

    [Theory]
    [InlineData("<html>", "JSON")]
    [InlineData("""{"sha":"../../etc","siblings":[]}""", "commit")]
    [InlineData("""{"sha":"0123456789abcdef0123456789abcdef01234567"}""", "JSON")]
    [InlineData("""{"sha":"0123456789abcdef0123456789abcdef01234567","siblings":[{"rfilename":"../../evil-Q4_0.gguf","lfs":{"sha256":"HASH","size":5}}]}""", "may not be written")]
    [InlineData("""{"sha":"0123456789abcdef0123456789abcdef01234567","siblings":[{"rfilename":"/evil-Q4_0.gguf","lfs":{"sha256":"HASH","size":5}}]}""", "may not be written")]
    [InlineData("""{"sha":"0123456789abcdef0123456789abcdef01234567","siblings":[{"rfilename":"a-Q4_0.gguf","lfs":{"sha256":"../x","size":5}}]}""", "SHA-256")]
    [InlineData("""{"sha":"0123456789abcdef0123456789abcdef01234567","siblings":[{"rfilename":"a-Q4_0.gguf","lfs":{"sha256":"HASH","size":-5}}]}""", "size")]
    [InlineData("""{"sha":"0123456789abcdef0123456789abcdef01234567","siblings":[{"rfilename":"a-Q4_0.gguf","size":5}]}""", "SHA-256")]
    public async Task A_listing_that_leads_astray_is_refused_and_nothing_is_written(string listing, string reason)
    {
        await using HubKit kit = await HubKit.StartAsync(1000);
        kit.Server.ListBody = listing.Replace("HASH", kit.Sha256);
        Assert.Contains(reason, (await kit.FailAsync(HubError.BadListing)).Message);
        Assert.Empty(Directory.GetFileSystemEntries(kit.Folder));
    }

    [Fact]
    public async Task A_disk_without_room_is_seen_before_anything_comes()
    {
        await using HubKit kit = await HubKit.StartAsync();
        Assert.Contains("3 MB are to come", (await kit.FailAsync(HubError.DiskFull, machine: new HubMachine { FreeSpace = _ => 2_000_000 })).Message);
        Assert.Empty(kit.Server.ContentRequests);
        // Bytes that were downloaded earlier need no more room.
        Directory.CreateDirectory(Path.GetDirectoryName(kit.Part)!);
        File.WriteAllBytes(kit.Part, kit.Content[..1_500_000]);
        await kit.SaveAsync(machine: new HubMachine { FreeSpace = _ => 2_000_000 });
    }

    [Fact]
    public async Task A_disk_that_fills_up_on_the_way_keeps_what_came_for_the_next_time()
    {
        await using HubKit kit = await HubKit.StartAsync();
        await kit.FailAsync(HubError.DiskFull, machine: new HubMachine { OpenPart = path => new FullDisk(PartialFile.Open(path), 1_000_000) });
        long came = new FileInfo(kit.Part).Length;
        Assert.InRange(came, 1, 1_000_000);
        await kit.SaveAsync();
        Assert.Equal($"bytes={came}-", kit.Server.ContentRequests[^1].Range);
        Assert.Equal(kit.Content, File.ReadAllBytes(kit.Blob));
    }

    [Fact]
    public async Task Two_at_once_download_once()
    {
        await using HubKit kit = await HubKit.StartAsync();
        TaskCompletionSource gate = new(TaskCreationOptions.RunContinuationsAsynchronously), waiting = new(TaskCreationOptions.RunContinuationsAsynchronously);
        kit.Server.Gate = gate.Task;
        ModelHub one = kit.Client(machine: new HubMachine()), other = kit.Client(machine: new HubMachine());
        HubModel model = await one.FindAsync(HubModelName.TryParse(HubKit.Repository)!, default);
        one.Waiting += _ => waiting.TrySetResult();
        other.Waiting += _ => waiting.TrySetResult();
        Task<SavedModel> first = one.SaveAsync(model, _ => { }, default), second = other.SaveAsync(model, _ => { }, default);
        await waiting.Task.WaitAsync(TimeSpan.FromMinutes(1));
        gate.SetResult();
        Assert.Equal(await first.WaitAsync(TimeSpan.FromMinutes(1)), await second.WaitAsync(TimeSpan.FromMinutes(1)));
        Assert.Single(kit.Server.ContentRequests);
    }

    // A disk with room for so many bytes.
    private sealed class FullDisk(Stream file, long room) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => true;

        public override bool CanWrite => true;

        public override long Length => file.Length;

        public override long Position { get => file.Position; set => file.Position = value; }

        public override void Flush() => file.Flush();

        public override int Read(byte[] buffer, int offset, int count) => file.Read(buffer, offset, count);

        public override long Seek(long offset, SeekOrigin origin) => file.Seek(offset, origin);

        public override void SetLength(long value) => file.SetLength(value);

        public override void Write(byte[] buffer, int offset, int count)
        {
            int written = (int)Math.Min(count, room - file.Length);
            file.Write(buffer, offset, written);
            if (written < count)
                throw new IOException("No space left on device", OperatingSystem.IsWindows() ? unchecked((int)0x80070070) : 28);
        }

        protected override void Dispose(bool disposing) => file.Dispose();
    }
}
