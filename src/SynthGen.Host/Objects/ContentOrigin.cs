using System.Management.Automation;

namespace SynthGen.Host.Objects;

/// <summary>Notes on each piece of content where it came from.</summary>
internal sealed class ContentOrigin
{
    private readonly PathInfo _item;
    private readonly string? _parent;
    private readonly string? _child;

    public ContentOrigin(PathInfo item, PathIntrinsics paths)
    {
        _item = item;
        try
        {
            _parent = paths.ParseParent(item.Path, item.Drive?.Root ?? "");
            _child = paths.ParseChildName(item.Path);
        }
        catch (NotSupportedException)
        {
            // The items of a flat provider, such as Env, have neither.
        }
    }

    public PSObject Note(object content, long readCount)
    {
        PSObject result = PSObject.AsPSObject(content);
        Add(result, "PSPath", _item.Path);
        Add(result, "PSParentPath", _parent);
        Add(result, "PSChildName", _child);
        if (_item.Drive is not null)
            Add(result, "PSDrive", _item.Drive);
        Add(result, "PSProvider", _item.Provider);
        Add(result, "ReadCount", readCount);
        return result;
    }

    private static void Add(PSObject target, string name, object? value) =>
        target.Properties.Add(new PSNoteProperty(name, value), preValidated: true);
}
