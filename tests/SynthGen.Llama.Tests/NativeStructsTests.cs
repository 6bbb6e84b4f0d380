using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace SynthGen.Llama.Tests;

public sealed unsafe class NativeStructsTests
{
    [Fact]
    public void TheSizeOfAStructureIsWhatAFunctionWrites()
    {
        Assert.Equal(136, NativeStructs.SizeOfResult(&Write136));
        Assert.Equal(160, NativeStructs.SizeOfResult(&Write160));
    }

    // Zeros, and what the fillings are made of, at the end too.
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void* Write136(byte* result) => Fill(result, 0, 136);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void* Write160(byte* result) => Fill(result, 0x55, 160);

    private static void* Fill(byte* result, byte value, uint length)
    {
        Unsafe.InitBlock(result, value, length);
        return result;
    }
}
