using System.Management.Automation;
using SynthGen.Host.Internals;

namespace Microsoft.PowerShell.Commands;

/// <summary>Removes items.</summary>
[Cmdlet(VerbsCommon.Remove, "Item", DefaultParameterSetName = "Path", SupportsShouldProcess = true)]
public sealed class RemoveItemCommand : ItemCommand
{
    private bool _yesToAll;
    private bool _noToAll;

    /// <summary>Removes what is in the item too.</summary>
    [Parameter]
    public SwitchParameter Recurse { get; set; }

    private protected override object FindDynamicParameters(object context) =>
        InvokeProvider.Item.RemoveParameters(FirstPath, Recurse, context);

    private protected override void Process(string path, ProviderContext context)
    {
        // With -Recurse the filters choose among what is below the path, not the path itself.
        ProviderContext whole = Recurse ? Keep(new ProviderContext(this) { Literal = Literal, Force = Force, Dynamic = Dynamic }) : context;
        foreach (PathInfo found in SessionState.Path.Resolve(path, whole.Handle))
            Guard(() => Remove(found, context));
    }

    private void Remove(PathInfo item, ProviderContext context)
    {
        string here = SessionState.Path.CurrentLocation.Path;
        if (here == item.Path || here.StartsWith(item.Path.TrimEnd('/', '\\') + item.Provider.ItemSeparator, StringComparison.OrdinalIgnoreCase))
        {
            PSInvalidOperationException inUse = new($"Cannot remove the item at '{item.Path}': the current location is there.");
            WriteError(new ErrorRecord(inUse, "InvalidOperation", ErrorCategory.InvalidOperation, null));
            return;
        }

        string path = Literal ? item.Path : WildcardPattern.Escape(item.Path);
        bool link = item.Provider.Name == FileSystemProvider.ProviderName && new DirectoryInfo(item.ProviderPath).LinkTarget is not null;
        bool recurse = Recurse && !link;
        if (!link && !Recurse && InvokeProvider.ChildItem.HasChild(item.Path, Force, literalPath: true))
        {
            string question = $"The item at {item.Path} has children and -Recurse was not given. Remove it with all its children?";
            if (!ShouldContinue(question, null, ref _yesToAll, ref _noToAll))
                return;
            recurse = true;
        }

        InvokeProvider.Item.Remove(path, recurse, context.Handle);
    }
}
