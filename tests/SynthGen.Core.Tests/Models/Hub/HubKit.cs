using SynthGen.Models.Hub;
using SynthGen.TestServer.Hub;

namespace SynthGen.Core.Tests.Models.Hub;

/// <summary>A server with one model, an empty cache, and a client that uses both.</summary>
internal sealed class HubKit : IAsyncDisposable
{
    public const string Repository = "test/Tiny-GGUF", File = "Tiny-Q4_K_M.gguf", Token = "hf_test0123456789secret";

    private readonly List<ModelHub> _clients = [];

    private HubKit(HubServer server) => Server = server;

    public HubServer Server { get; }

    public byte[] Content { get; private init; } = [];

    public string Sha256 => HubRepository.Sha256(Content);

    public string Folder { get; } = Directory.CreateTempSubdirectory("synthgen-hub-").FullName;

    public string Cache => Path.Combine(Folder, "hub");

    public string Snapshot => Path.Combine(Cache, "models--test--Tiny-GGUF", "snapshots", new HubRepository("").Commit);

    public string Blob => Path.Combine(Cache, "models--test--Tiny-GGUF", "blobs", Sha256);

    public string Part => $"{Blob}.incomplete";

    public SkippedTime Time { get; } = new();

    public Dictionary<string, string> Environment { get; } = [];

    public static async Task<HubKit> StartAsync(int size = 3_000_000, params string[] otherFiles)
    {
        byte[] content = HubRepository.Content(size);
        Dictionary<string, byte[]> files = otherFiles.ToDictionary(path => path, path => HubRepository.Content(1000, path.Length));
        files[File] = content;
        return new HubKit(await HubServer.StartAsync(new HubRepository(Repository) { Files = files })) { Content = content };
    }

    public ModelHub Client(string? folder = null, HubMachine? machine = null)
    {
        Environment.TryAdd("HF_ENDPOINT", Server.Endpoint.ToString());
        Environment.TryAdd("HF_HOME", Folder);
        ModelHub client = new(HubSettings.From(Environment.GetValueOrDefault), folder, machine ?? new HubMachine { Time = Time });
        _clients.Add(client);
        return client;
    }

    public async Task<SavedModel> SaveAsync(string name = Repository, string? folder = null, HubMachine? machine = null)
    {
        ModelHub client = Client(folder, machine);
        HubModel model = await client.FindAsync(HubModelName.TryParse(name)!, default).WaitAsync(TimeSpan.FromMinutes(1));
        return await client.SaveAsync(model, _ => { }, default).WaitAsync(TimeSpan.FromMinutes(1));
    }

    public async Task<HubException> FailAsync(HubError fault, string name = Repository, string? folder = null, HubMachine? machine = null)
    {
        HubException error = await Assert.ThrowsAsync<HubException>(() => SaveAsync(name, folder, machine));
        Assert.Equal(fault, error.Fault);
        Assert.DoesNotContain(Token, error.ToString());
        return error;
    }

    public async ValueTask DisposeAsync()
    {
        _clients.ForEach(client => client.Dispose());
        await Server.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }
}
