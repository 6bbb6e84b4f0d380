using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using LLama.Native;
using SynthGen.Models;

namespace SynthGen.Llama;

/// <summary>
/// Compares the sizes of structures that go by value between the managed part and llama.cpp: a library of another date
/// would write beyond them.
/// </summary>
internal static unsafe class NativeStructs
{
    /// <summary>Checks a loaded library.</summary>
    /// <exception cref="LocalModelException">A size differs.</exception>
    public static void Check(nint llama)
    {
        // Where a large structure is returned by a pointer in the first argument's place, so that it can be asked for as one.
        if (RuntimeInformation.ProcessArchitecture != Architecture.X64)
            return;

        Compare(llama, "llama_context_default_params", Marshal.SizeOf<LLamaContextParams>());
        Compare(llama, "llama_model_default_params", Marshal.SizeOf<LLamaModelParams>());
    }

    private static void Compare(nint llama, string function, int expected)
    {
        if (!NativeLibrary.TryGetExport(llama, function, out nint address))
            throw new LocalModelException(LocalModelError.BadLibrary, $"The native library has no {function}.");

        int size = SizeOfResult((delegate* unmanaged[Cdecl]<byte*, void*>)address);
        if (size != expected)
        {
            throw new LocalModelException(
                LocalModelError.BadLibrary, $"The native library is of another version: {function} gives {size} bytes, {expected} are expected.");
        }
    }

    // What the function writes is told from what was there before by two fillings.
    internal static int SizeOfResult(delegate* unmanaged[Cdecl]<byte*, void*> function)
    {
        const int Room = 4096;
        byte* first = stackalloc byte[Room], second = stackalloc byte[Room];
        Unsafe.InitBlock(first, 0x55, Room);
        Unsafe.InitBlock(second, 0xAA, Room);
        function(first);
        function(second);
        int size = Room;
        while (size > 0 && first[size - 1] == 0x55 && second[size - 1] == 0xAA)
            size--;
        return size;
    }
}
