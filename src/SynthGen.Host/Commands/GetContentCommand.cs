using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Provider;
using SynthGen.Host.Internals;
using SynthGen.Host.Objects;

namespace Microsoft.PowerShell.Commands;

/// <summary>Reads an item's content, line by line unless told otherwise.</summary>
[Cmdlet(VerbsCommon.Get, "Content", DefaultParameterSetName = "Path")]
public sealed class GetContentCommand : ContentCommand
{
    private const int All = -1;

    /// <summary>How many lines are one object of the output; 0 for all.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public long ReadCount { get; set; } = 1;

    /// <summary>How many lines to read from the beginning.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateRange(0, long.MaxValue)]
    [Alias("First", "Head")]
    public long TotalCount { get; set; } = All;

    /// <summary>How many lines to read from the end.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateRange(0, int.MaxValue)]
    [Alias("Last")]
    public int Tail { get; set; } = All;

    private protected override object FindDynamicParameters(object context) =>
        InvokeProvider.Content.ReaderParameters(FirstPath, context);

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (TotalCount != All && Tail != All)
        {
            WriteError(new ErrorRecord(
                new InvalidOperationException("-TotalCount and -Tail cannot be used together."),
                "TailAndHeadCannotCoexist",
                ErrorCategory.InvalidOperation,
                null));
            return;
        }

        if (TotalCount == 0)
            return;

        ProviderContext context = NewContext();
        List<PathInfo> items = [];
        foreach (string path in Path)
        {
            Guard(() =>
            {
                int before = items.Count;
                items.AddRange(SessionState.Path.Resolve(path, context.Handle));
                if (items.Count == before)
                    WriteNoItem(path);
            });
        }

        foreach (PathInfo item in items)
            Guard(() => Read(item, context));
    }

    private void Read(PathInfo item, ProviderContext context)
    {
        string path = Literal ? item.Path : WildcardPattern.Escape(item.Path);
        foreach (IContentReader reader in InvokeProvider.Content.Reader(path, context.Handle) ?? [])
        {
            if (reader is null)
                continue;
            using (reader)
            {
                ContentOrigin output = new(item, SessionState.Path);
                try
                {
                    if (Tail == All)
                        ReadForwards(reader, output);
                    else
                        ReadTail(reader, output);
                }
                catch (Exception error) when (error is IOException or UnauthorizedAccessException or NotSupportedException)
                {
                    WriteError(new ErrorRecord(error, "ProviderContentReadError", ErrorCategory.ReadError, item.Path));
                }
                finally
                {
                    reader.Close();
                }
            }
        }
    }

    private void ReadForwards(IContentReader reader, ContentOrigin output)
    {
        long read = 0;
        while (TotalCount == All || read < TotalCount)
        {
            long wanted = ReadCount;
            if (TotalCount != All && (wanted <= 0 || TotalCount - read < wanted))
                wanted = TotalCount - read;
            IList lines = reader.Read(wanted);
            if (lines is not { Count: > 0 })
                return;
            read += lines.Count;
            WriteObject(output.Note(ReadCount == 1 ? lines[0]! : lines, read));
        }
    }

    private void ReadTail(IContentReader reader, ContentOrigin output)
    {
        if (!ProviderCalls.IsFile(reader))
        {
            WriteError(new ErrorRecord(
                new InvalidOperationException("-Tail is for files alone."), "TailNotSupported", ErrorCategory.InvalidOperation, Tail));
            return;
        }

        try
        {
            ProviderCalls.SeekBackward(reader, Tail);
        }
        catch (NotSupportedException)
        {
            // An encoding that cannot be read backwards is read from the start, its last lines kept.
            reader.Seek(0, SeekOrigin.Begin);
            Queue<object?> last = new();
            while (ProviderCalls.ReadToEnd(reader, 1) is { Count: > 0 } lines)
            {
                last.Enqueue(lines[0]);
                if (last.Count > Tail)
                    last.Dequeue();
            }

            WriteInPortions(last, output);
            return;
        }

        ReadForwards(reader, output);
    }

    private void WriteInPortions(Queue<object?> lines, ContentOrigin output)
    {
        long read = 0;
        long portion = ReadCount <= 0 ? Math.Max(1, lines.Count) : ReadCount;
        while (lines.Count > 0)
        {
            List<object?> part = [];
            while (part.Count < portion && lines.TryDequeue(out object? line))
                part.Add(line);
            read += part.Count;
            WriteObject(output.Note(ReadCount == 1 ? part[0]! : part.ToArray(), read));
        }
    }
}
