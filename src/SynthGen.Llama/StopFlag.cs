using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using LLama.Native;

namespace SynthGen.Llama;

/// <summary>
/// Looked at by the processor's computing between its operations, so that reading a long page does not hold up an end.
/// Must be disposed after the context.
/// </summary>
internal sealed unsafe class StopFlag : IDisposable
{
    private readonly int* _flag = (int*)NativeMemory.AllocZeroed(sizeof(int));

    /// <summary>Has a context look at the flag.</summary>
    public void Watch(SafeLLamaContextHandle context)
    {
        delegate* unmanaged[Cdecl]<void*, byte> callback = &IsSet;
        NativeApi.llama_set_abort_callback(context, (nint)callback, (nint)_flag);
    }

    /// <summary>Ends what is being computed, and all that would be.</summary>
    public void Set() => Volatile.Write(ref *_flag, 1);

    /// <inheritdoc/>
    public void Dispose() => NativeMemory.Free(_flag);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static byte IsSet(void* flag) => (byte)(Volatile.Read(ref *(int*)flag) != 0 ? 1 : 0);
}
