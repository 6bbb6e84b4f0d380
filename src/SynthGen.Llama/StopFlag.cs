using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using LLama.Native;

namespace SynthGen.Llama;

/// <summary>
/// A flag that the CPU backend checks between its operations, so that a long page does not delay a stop. Must be disposed
/// after the context.
/// </summary>
internal sealed unsafe class StopFlag : IDisposable
{
    private readonly int* _flag = (int*)NativeMemory.AllocZeroed(sizeof(int));

    /// <summary>Makes a context check the flag.</summary>
    public void Watch(SafeLLamaContextHandle context)
    {
        delegate* unmanaged[Cdecl]<void*, byte> callback = &IsSet;
        NativeApi.llama_set_abort_callback(context, (nint)callback, (nint)_flag);
    }

    /// <summary>Ends the current computation and refuses later ones.</summary>
    public void Set() => Volatile.Write(ref *_flag, 1);

    /// <inheritdoc/>
    public void Dispose() => NativeMemory.Free(_flag);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static byte IsSet(void* flag) => (byte)(Volatile.Read(ref *(int*)flag) != 0 ? 1 : 0);
}
