using System.Runtime.CompilerServices;

using RagcSharp.Sequences;

namespace RagcSharp.Segmentation;

/// <summary>The last k symbols of a sequence, as a k-mer. A symbol that is no plain base empties the window.</summary>
internal struct KmerWindow(int k)
{
    private readonly int _shift = 64 - 2 * k;
    private readonly ulong _mask = ulong.MaxValue << 64 - 2 * k;
    private ulong _forward;
    private ulong _reverse;
    private int _filled;

    public readonly Kmer Kmer => new(_forward, _reverse);

    public readonly ulong Canonical => Kmer.Smaller(_forward, _reverse);

    /// <summary>Takes in one symbol; true when the window then holds a k-mer.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Push(byte code)
    {
        if (code >= Symbols.PlainBases)
        {
            _filled = 0;
            return false;
        }

        _forward = _forward << 2 | (ulong)code << _shift;
        _reverse = (_reverse >> 2 | (ulong)(3 - code) << 62) & _mask;
        return ++_filled >= k;
    }

    public void Empty() => _filled = 0;
}
