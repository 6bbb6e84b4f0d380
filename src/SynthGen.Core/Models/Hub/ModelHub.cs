namespace SynthGen.Models.Hub;

/// <summary>Finds models on the Hugging Face Hub and keeps them on this machine.</summary>
public sealed class ModelHub : IDisposable
{
    private readonly HubSettings _settings;
    private readonly string? _folder;
    private readonly HubMachine _machine;
    private readonly HubConnection _connection;
    private (HubModel? Model, ModelStore? Store) _store;

    /// <summary>Reads the address and the token; sends no request yet.</summary>
    /// <param name="settings">The locations of the Hub and its cache.</param>
    /// <param name="folder">The full path of a folder for plain files; null for the cache that all Hugging Face libraries share.</param>
    /// <exception cref="HubException">The address or the token is invalid.</exception>
    public ModelHub(HubSettings settings, string? folder)
        : this(settings, folder, new HubMachine())
    {
    }

    internal ModelHub(HubSettings settings, string? folder, HubMachine machine)
    {
        (_settings, _folder, _machine) = (settings, folder, machine);
        _connection = new HubConnection(settings, machine.Time);
    }

    /// <summary>
    /// Raised, on any thread, when another process is downloading the same file and this one waits, with the file's
    /// path in the repository.
    /// </summary>
    public event Action<string>? Waiting;

    /// <summary>
    /// Raised, on any thread, before an interrupted transfer is retried, with the attempt's number in a row, the wait
    /// and the reason.
    /// </summary>
    public event Action<int, TimeSpan, HubException>? Retrying;

    /// <summary>Finds the files of a model.</summary>
    /// <exception cref="HubException">The Hub does not have them.</exception>
    public async Task<HubModel> FindAsync(HubModelName name, CancellationToken cancellationToken)
    {
        string repository = KnownModels.RepositoryOf(name);
        RepositoryListing listing = await _connection.ListAsync(repository, cancellationToken);
        IReadOnlyList<GgufVariant> variants = GgufVariant.Find(listing.Files.Select(file => file.Path));
        if (variants.Count == 0)
            throw new HubException(HubError.NoGguf, $"The repository '{repository}' has no GGUF model.");

        GgufVariant variant = GgufVariant.Choose(variants, name.Quantization) ?? throw new HubException(
            HubError.NoQuantization,
            $"The repository '{repository}' has no {name.Quantization}. It has {string.Join(", ", variants.Select(one => one.Quantization ?? one.Files[0]).Distinct().Order(StringComparer.Ordinal))}.");
        HubFile[] files = [.. variant.Files.Select(path => listing.Files.First(file => file.Path == path))];
        foreach (HubFile file in files)
        {
            if (!SafePath.IsSafe(file.Path))
                throw new HubException(HubError.BadListing, $"The repository '{repository}' names a file that may not be written: '{file.Path}'.");
            if (file is { Sha256: null } or { Size: <= 0 })
                throw new HubException(HubError.BadListing, $"The server names no SHA-256 and size for '{file.Path}' of '{repository}', so that it could not be verified.");
        }

        return new HubModel(name, repository, listing.Commit, listing.License, variant.Quantization, files);
    }

    /// <summary>Whether all files of a model are already here.</summary>
    /// <exception cref="HubException">Other files are in their places.</exception>
    public Task<bool> HasAsync(HubModel model, CancellationToken cancellationToken)
    {
        ModelStore store = StoreOf(model);
        return Task.Run(() => model.Files.All(file => store.Has(file, cancellationToken)), cancellationToken);
    }

    /// <summary>Returns the path of the model, whether it is there yet or not.</summary>
    public string PathOf(HubModel model) => StoreOf(model).PathOf(model.Files[0]);

    /// <summary>Downloads the missing files of a model and verifies them.</summary>
    /// <param name="model">The model.</param>
    /// <param name="progress">Called, on any thread, while files are downloaded and verified.</param>
    /// <param name="cancellationToken">Cancels the download; partial files are kept for the next time.</param>
    /// <exception cref="HubException">The download failed.</exception>
    public async Task<SavedModel> SaveAsync(HubModel model, Action<DownloadProgress> progress, CancellationToken cancellationToken)
    {
        ModelStore store = StoreOf(model);
        try
        {
            CheckSpace(model, store, cancellationToken);
            long done = 0;
            foreach (HubFile file in model.Files)
            {
                long before = done;
                await SaveAsync(model, file, store, (here, total) =>
                    progress(total is null ? new(file.Path, before + here, model.Size, false) : new(file.Path, here, total.Value, true)), cancellationToken);
                done += file.Size;
            }

            store.Complete();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw PartialFile.NotWritten(store.Folder, error);
        }

        HubFile first = model.Files[0];
        return new SavedModel(model.Name.ToString(), model.Repository, first.Path, store.PathOf(first), model.Size, model.Quantization, model.License, first.Sha256!);
    }

    /// <inheritdoc/>
    public void Dispose() => _connection.Dispose();

    private async Task SaveAsync(HubModel model, HubFile file, ModelStore store, Action<long, long?> progress, CancellationToken cancellationToken)
    {
        using DownloadLock turn = await DownloadLock.TakeAsync(
            store.LockOf(file), store.KeepsLocks, () => Waiting?.Invoke(file.Path), _machine.Time, cancellationToken);
        // The process that held the lock may have downloaded the file.
        if (!store.Has(file, cancellationToken))
            await DownloadAsync(model, file, store.PartOf(file), progress, cancellationToken);
        store.Place(file);
    }

    private async Task DownloadAsync(HubModel model, HubFile file, string path, Action<long, long?> progress, CancellationToken cancellationToken)
    {
        using PartialFile part = new(path, _machine.OpenPart);
        FileDownload download = new(_connection, _machine.Time);
        download.Retrying += Retrying;
        await download.CompleteAsync(model, file, part, here => progress(here, null), cancellationToken);
        string sha256 = part.ComputeSha256(read => progress(read, file.Size), cancellationToken);
        if (sha256 != file.Sha256)
        {
            part.Delete();
            throw new HubException(HubError.BadChecksum, $"What came as '{file.Path}' has the SHA-256 {sha256}; the Hub names {file.Sha256}. It was deleted.");
        }

        part.Complete();
    }

    private void CheckSpace(HubModel model, ModelStore store, CancellationToken cancellationToken)
    {
        long missing = model.Files.Where(file => !store.Has(file, cancellationToken))
            .Sum(file => file.Size - (CacheSnapshot.LengthOf(store.PartOf(file)) is { } here && here <= file.Size ? here : 0));
        if (missing > 0 && _machine.FreeSpace(store.Folder) is { } free && free < missing)
            throw new HubException(HubError.DiskFull, $"{DataSize.Text(missing)} are to come, and the disk of '{store.Folder}' has {DataSize.Text(free)} left.");
    }

    // The store is kept because it remembers the files that it has verified.
    private ModelStore StoreOf(HubModel model)
    {
        if (_store.Model != model)
            _store = (model, _folder is null ? new CacheSnapshot(_settings.CachePath, model, _machine.Link) : new PlainFolder(_folder));
        return _store.Store!;
    }
}
