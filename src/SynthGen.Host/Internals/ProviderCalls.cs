using System.Collections;
using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Provider;
using System.Runtime.CompilerServices;

namespace SynthGen.Host.Internals;

/// <summary>The intrinsics' overloads that take a <see cref="ProviderContext"/>'s handle; the engine keeps them internal.</summary>
internal static class ProviderCalls
{
    private const string Context = ProviderContext.TypeName;
    private const string FileContent = "Microsoft.PowerShell.Commands.FileSystemContentReaderWriter, System.Management.Automation";

    /// <summary>Whether the reader is the file system's, which can be read from its end.</summary>
    public static bool IsFile(IContentReader reader) => $"{reader.GetType().FullName}, System.Management.Automation" == FileContent;

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "SeekItemsBackward")]
    public static extern void SeekBackward([UnsafeAccessorType(FileContent)] object reader, int count);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "ReadWithoutWaitingChanges")]
    public static extern IList ReadToEnd([UnsafeAccessorType(FileContent)] object reader, long count);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "GetResolvedPSPathFromPSPath")]
    public static extern Collection<PathInfo> Resolve(this PathIntrinsics target, string path, [UnsafeAccessorType(Context)] object context);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "GetUnresolvedProviderPathFromPSPath")]
    public static extern string Unresolved(
        this PathIntrinsics target, string path, [UnsafeAccessorType(Context)] object context, out ProviderInfo provider, out PSDriveInfo drive);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "SetLocation")]
    public static extern PathInfo SetLocation(
        this PathIntrinsics target, string path, [UnsafeAccessorType(Context)] object context, bool literal);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "GetReader")]
    public static extern Collection<IContentReader> Reader(
        this ContentCmdletProviderIntrinsics target, string path, [UnsafeAccessorType(Context)] object context);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "GetContentReaderDynamicParameters")]
    public static extern object ReaderParameters(
        this ContentCmdletProviderIntrinsics target, string path, [UnsafeAccessorType(Context)] object context);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "GetWriter")]
    public static extern Collection<IContentWriter> Writer(
        this ContentCmdletProviderIntrinsics target, string path, [UnsafeAccessorType(Context)] object context);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "GetContentWriterDynamicParameters")]
    public static extern object WriterParameters(
        this ContentCmdletProviderIntrinsics target, string path, [UnsafeAccessorType(Context)] object context);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "Clear")]
    public static extern void Clear(
        this ContentCmdletProviderIntrinsics target, string path, [UnsafeAccessorType(Context)] object context);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "Get")]
    public static extern void Children(
        this ChildItemCmdletProviderIntrinsics target, string path, bool recurse, uint depth, [UnsafeAccessorType(Context)] object context);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "GetChildItemsDynamicParameters")]
    public static extern object ChildrenParameters(
        this ChildItemCmdletProviderIntrinsics target, string path, bool recurse, [UnsafeAccessorType(Context)] object context);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "GetNames")]
    public static extern void Names(
        this ChildItemCmdletProviderIntrinsics target,
        string path,
        ReturnContainers containers,
        bool recurse,
        uint depth,
        [UnsafeAccessorType(Context)] object context);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "GetChildNamesDynamicParameters")]
    public static extern object NamesParameters(
        this ChildItemCmdletProviderIntrinsics target, string path, [UnsafeAccessorType(Context)] object context);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "Get")]
    public static extern void Get(this ItemCmdletProviderIntrinsics target, string path, [UnsafeAccessorType(Context)] object context);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "GetItemDynamicParameters")]
    public static extern object GetParameters(
        this ItemCmdletProviderIntrinsics target, string path, [UnsafeAccessorType(Context)] object context);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "New")]
    public static extern void New(
        this ItemCmdletProviderIntrinsics target, string path, string? name, string? type, object? content, [UnsafeAccessorType(Context)] object context);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "NewItemDynamicParameters")]
    public static extern object NewParameters(
        this ItemCmdletProviderIntrinsics target, string path, string? type, object? content, [UnsafeAccessorType(Context)] object context);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "Remove")]
    public static extern void Remove(
        this ItemCmdletProviderIntrinsics target, string path, bool recurse, [UnsafeAccessorType(Context)] object context);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "RemoveItemDynamicParameters")]
    public static extern object RemoveParameters(
        this ItemCmdletProviderIntrinsics target, string path, bool recurse, [UnsafeAccessorType(Context)] object context);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "Copy")]
    public static extern void Copy(
        this ItemCmdletProviderIntrinsics target,
        string path,
        string destination,
        bool recurse,
        CopyContainers containers,
        [UnsafeAccessorType(Context)] object context);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "CopyItemDynamicParameters")]
    public static extern object CopyParameters(
        this ItemCmdletProviderIntrinsics target, string path, string destination, bool recurse, [UnsafeAccessorType(Context)] object context);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "Move")]
    public static extern void Move(
        this ItemCmdletProviderIntrinsics target, string path, string destination, [UnsafeAccessorType(Context)] object context);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "MoveItemDynamicParameters")]
    public static extern object MoveParameters(
        this ItemCmdletProviderIntrinsics target, string path, string destination, [UnsafeAccessorType(Context)] object context);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "Exists")]
    public static extern bool Exists(this ItemCmdletProviderIntrinsics target, string path, [UnsafeAccessorType(Context)] object context);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "ItemExistsDynamicParameters")]
    public static extern object ExistsParameters(
        this ItemCmdletProviderIntrinsics target, string path, [UnsafeAccessorType(Context)] object context);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "IsContainer")]
    public static extern bool IsContainer(this ItemCmdletProviderIntrinsics target, string path, [UnsafeAccessorType(Context)] object context);
}
