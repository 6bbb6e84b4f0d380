using System.Management.Automation;
using System.Management.Automation.Provider;
using SynthGen.Host.Internals;

namespace Microsoft.PowerShell.Commands;

/// <summary>What the cmdlets that write content have in common: writers that stay open while values come.</summary>
public abstract class WriteContentCommand : ContentCommand, IDisposable
{
    private readonly List<(string Path, IContentWriter Writer)> _writers = [];
    private bool _pathsArePiped;
    private bool _isOpen;

    /// <summary>What is written, a line each.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyCollection]
    public object?[]? Value { get; set; }

    /// <inheritdoc/>
    public void Dispose()
    {
        Close();
        GC.SuppressFinalize(this);
    }

    private protected override object FindDynamicParameters(object context) =>
        InvokeProvider.Content.WriterParameters(FirstPath, context);

    /// <inheritdoc/>
    protected override void BeginProcessing() => _pathsArePiped = Path.Length == 0;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (_pathsArePiped)
            Close();
        if (!_isOpen)
            Open();
        _isOpen = true;
        foreach ((string path, IContentWriter writer) in _writers)
        {
            try
            {
                writer.Write(Value ?? []);
            }
            catch (Exception error) when (error is not PipelineStoppedException)
            {
                WriteError(new ErrorRecord(error, "ProviderContentWriteError", ErrorCategory.WriteError, path));
            }
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing() => Close();

    private protected abstract string Action { get; }

    private protected abstract void Prepare(string path, ProviderContext context);

    private protected virtual void Position(IContentWriter writer)
    {
    }

    private void Open()
    {
        ProviderContext context = NewContext();
        foreach (string path in Path)
        {
            Guard(() =>
            {
                foreach (string target in Targets(path, context))
                {
                    if (!ShouldProcess($"Path: {target}", Action))
                        continue;
                    string exact = Literal ? target : WildcardPattern.Escape(target);
                    Try(() => Prepare(exact, context));
                    foreach (IContentWriter writer in InvokeProvider.Content.Writer(exact, context.Handle) ?? [])
                    {
                        if (writer is null)
                            continue;
                        _writers.Add((target, writer));
                        Position(writer);
                    }
                }
            });
        }
    }

    /// <summary>The items that are at a path, or the path of one that is to be.</summary>
    private List<string> Targets(string path, ProviderContext context)
    {
        List<string> found = [];
        ItemNotFoundException? missing = null;
        try
        {
            found.AddRange(SessionState.Path.Resolve(path, context.Handle).Select(item => item.Path));
        }
        catch (ItemNotFoundException error)
        {
            missing = error;
        }

        if (found.Count > 0)
            return found;
        bool filteredOut = missing is null && !Literal;
        if (!filteredOut && (Literal || !WildcardPattern.ContainsWildcardCharacters(path)))
        {
            string target = SessionState.Path.Unresolved(path, context.Handle, out ProviderInfo provider, out _);
            return [provider.Name == FileSystemProvider.ProviderName ? target : $"{provider}::{target}"];
        }

        if (missing is not null)
            throw missing;
        WriteNoItem(path);
        return [];
    }

    private void Close()
    {
        foreach ((_, IContentWriter writer) in _writers)
        {
            writer.Close();
            writer.Dispose();
        }

        _writers.Clear();
        _isOpen = false;
    }
}
