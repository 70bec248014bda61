using System.Runtime.InteropServices;

namespace RagcSharp.Native;

/// <summary>A region of a contig, as <c>ragc_region</c> of <c>agc-api.h</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct NativeRegion
{
    /// <summary>Name of the sample; null for the only one that has the contig.</summary>
    public byte* Sample;

    /// <summary>Name of the contig.</summary>
    public byte* Contig;

    /// <summary>Position of the first letter, from 0.</summary>
    public long Start;

    /// <summary>Position behind the last letter; cut off at the end of the contig.</summary>
    public long End;

    /// <summary>Takes the letters and a NUL; null for a block that is to be allocated.</summary>
    public byte* Letters;

    /// <summary>Bytes of the buffer.</summary>
    public long Capacity;

    /// <summary>Number of letters, or a <see cref="ResultCode"/>.</summary>
    public long Result;

    /// <summary>How the letters are wanted.</summary>
    public uint Flags;

    private readonly uint _reserved;
}
